#include "report/json.hpp"

namespace acksim {

namespace {

constexpr const char* text = R"schema({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "acksim: what became of every record of one run; of a check, a list of such objects",
  "anyOf": [{"$ref": "#/definitions/run"}, {"type": "array", "items": {"anyOf": [{"$ref": "#/definitions/run"}, {"$ref": "#/definitions/not_run"}]}}],
  "definitions": {
    "run": {
      "type": "object",
      "required": ["scenario", "seed", "fingerprint", "verdict", "records", "not_sent", "reordered", "unavailable", "diverged", "anomalies", "cost", "log", "explored", "broken_expectations"],
      "additionalProperties": false,
      "properties": {
        "scenario": {"type": "string", "description": "name of the scenario's file without folder and .json"},
        "seed": {"type": "integer", "minimum": 0},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$", "description": "of every event and the outcome; equal on every machine"},
        "verdict": {"enum": ["as expected", "broken", "undecided"]},
        "records": {
          "type": "object",
          "description": "every record that was sent, under the one word that says what became of it",
          "required": ["delivered", "lost", "silently_lost", "reported_lost", "phantom", "duplicated", "unacknowledged", "undecided"],
          "additionalProperties": false,
          "properties": {
            "delivered": {"$ref": "#/definitions/records", "description": "told OK, stored once"},
            "lost": {"$ref": "#/definitions/records", "description": "told OK, not stored after healing"},
            "silently_lost": {"$ref": "#/definitions/records", "description": "told nothing, not stored"},
            "reported_lost": {"$ref": "#/definitions/records", "description": "told an error, not stored"},
            "phantom": {"$ref": "#/definitions/records", "description": "told an error, yet stored"},
            "duplicated": {"$ref": "#/definitions/records", "description": "stored more than once"},
            "unacknowledged": {"$ref": "#/definitions/records", "description": "told nothing, yet stored once"},
            "undecided": {"$ref": "#/definitions/records", "description": "the run was given up before its fate was sealed"}
          }
        },
        "not_sent": {"type": "integer", "minimum": 0, "description": "records of the workloads for which send() was never called"},
        "reordered": {
          "type": "object",
          "required": ["pairs", "records"],
          "additionalProperties": false,
          "properties": {
            "pairs": {"type": "integer", "minimum": 0, "description": "pairs of one producer and partition stored in the opposite order of their sends"},
            "records": {"$ref": "#/definitions/records", "description": "those that lie behind a record sent after them"}
          }
        },
        "unavailable": {"$ref": "#/definitions/partitions", "description": "without a leader after healing"},
        "diverged": {"$ref": "#/definitions/partitions", "description": "of which two in-sync replicas disagree below their high watermarks"},
        "anomalies": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["records", "record", "word", "because", "setting", "settings"],
            "additionalProperties": false,
            "properties": {
              "records": {"$ref": "#/definitions/records", "description": "which met the same fate for the same reason"},
              "record": {"type": ["string", "null"], "description": "the first of them, whose story `because` tells"},
              "word": {"enum": ["delivered", "lost", "silently lost", "reported lost", "phantom", "duplicated", "unacknowledged", "undecided", "reordered"]},
              "because": {"type": "array", "items": {"type": "string"}, "description": "the chain of causes, in order of time"},
              "setting": {"type": ["string", "null"], "description": "as --set takes it; with it alone changed, the anomaly did not happen"},
              "settings": {"type": "array", "items": {"type": "string"}, "description": "that one; or two that prevent it only together; or none"}
            }
          }
        },
        "cost": {
          "type": "object",
          "description": "simulated time, in microseconds where the key ends in _us",
          "required": ["elapsed_us", "acknowledged", "records_per_second", "latency_p50_us", "latency_p95_us", "latency_p99_us", "retries", "without_leader_us", "refusing_writes_us"],
          "additionalProperties": false,
          "properties": {
            "elapsed_us": {"type": "integer", "minimum": 0, "description": "first send() to last callback"},
            "acknowledged": {"type": "integer", "minimum": 0},
            "records_per_second": {"type": "integer", "minimum": 0},
            "latency_p50_us": {"type": "integer", "minimum": 0, "description": "send() to the OK callback"},
            "latency_p95_us": {"type": "integer", "minimum": 0},
            "latency_p99_us": {"type": "integer", "minimum": 0},
            "retries": {"type": "integer", "minimum": 0, "description": "batches that were put on the wire again"},
            "without_leader_us": {"type": "integer", "minimum": 0, "description": "of the partition that was longest without a leader that runs and that its producers can reach"},
            "refusing_writes_us": {"type": "integer", "minimum": 0, "description": "of the partition that refused longest"}
          }
        },
        "log": {
          "type": "array",
          "description": "the final log of every partition, in order",
          "items": {
            "type": "object",
            "required": ["partition", "offset", "epoch", "record"],
            "additionalProperties": false,
            "properties": {
              "partition": {"type": "integer", "minimum": 0, "description": "counted over all topics of the scenario in their order"},
              "offset": {"type": "integer", "minimum": 0},
              "epoch": {"type": "integer", "minimum": 0, "description": "leader epoch under which it was appended"},
              "record": {"$ref": "#/definitions/record"}
            }
          }
        },
        "explored": {
          "type": ["object", "null"],
          "description": "what exploring the scenario answered, where its \"explore\" expects something and acksim check has asked; else null",
          "required": ["states", "guarantees"],
          "additionalProperties": false,
          "properties": {
            "states": {"type": "integer", "minimum": 0, "description": "distinct states that were met"},
            "guarantees": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["guarantee", "answer", "faults", "steps"],
                "additionalProperties": false,
                "properties": {
                  "guarantee": {"enum": ["no-acked-loss", "no-duplicates", "producer-order", "log-agreement"]},
                  "answer": {"enum": ["possible", "impossible within bounds", "undecided"], "description": "whether it can be broken"},
                  "faults": {"type": ["array", "null"], "items": {"type": "string"}, "description": "of a run that breaks it, in their order; null: there is none"},
                  "steps": {"type": ["integer", "null"], "minimum": 0, "description": "of that run"}
                }
              }
            }
          }
        },
        "broken_expectations": {"type": "array", "items": {"type": "string"}, "description": "a sentence for each: parts of \"expect\", faults that did nothing"}
      }
    },
    "not_run": {
      "type": "object",
      "description": "in the list of a check only: a scenario that is wrong",
      "required": ["scenario", "verdict", "problems"],
      "additionalProperties": false,
      "properties": {
        "scenario": {"type": "string", "description": "name of the scenario's file without folder and .json"},
        "verdict": {"const": "not run"},
        "problems": {"type": "array", "items": {"type": "string"}, "description": "FILE:LINE: /json/pointer: what is wrong; what to write instead"}
      }
    },
    "record": {"type": "string", "pattern": "#[0-9]+$", "description": "p1#7 is the eighth record of the producer named p1"},
    "records": {"type": "array", "items": {"$ref": "#/definitions/record"}},
    "partitions": {"type": "array", "items": {"type": "integer", "minimum": 0}}
  }
}
)schema";

}  // namespace

std::string report_schema() { return text; }

}  // namespace acksim
