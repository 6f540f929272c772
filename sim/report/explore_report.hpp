// An exploration on paper: what was asked within which bounds, an answer for each guarantee, and the run that breaks the first of those
// that can be broken.
#pragma once

#include "modes/explore.hpp"
#include "report/report.hpp"

namespace acksim {

struct ExploreReport {
    const Scenario& scenario;  // as explored: for_exploration()
    const Exploration& question;
    const ExploreResult& result;
    Unmet unmet;             // unmet_expectations()
    std::string trail_file;  // where the trail was written; empty: nowhere

    // The first guarantee that can be broken; null: none.
    const GuaranteeAnswer* counterexample() const;
    // Whether what is expected holds; where the question expects no answer, whether nothing that it asks can be broken.
    RunVerdict verdict() const;
};

std::string explore_text(const ExploreReport& report, const ReportOptions& options);
// One object as explore_schema() describes it.
std::string explore_json(const ExploreReport& report);
std::string explore_schema();

// A trail followed again: what it breaks, diagram, what became of every record, and why.
std::string replay_text(const Scenario& scenario, const Trail& trail, const RunResult& result, const ReportOptions& options);

}  // namespace acksim
