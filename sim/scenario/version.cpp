#include "scenario/version.hpp"

#include <algorithm>

#include "scenario/quantities.hpp"

namespace acksim {

namespace {

constexpr std::string_view versions[] = {"2.8", "3.0", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8", "3.9", "4.0", "4.1", "4.2", "4.3", "4.4"};

}  // namespace

std::span<const std::string_view> known_kafka_versions() { return versions; }

std::optional<KafkaVersion> read_version(std::string_view text) {
    std::string_view minor_text = text, patch_text;
    if (std::size_t dot = text.find('.', text.find('.') == std::string_view::npos ? 0 : text.find('.') + 1); dot != std::string_view::npos) {
        minor_text = text.substr(0, dot);
        patch_text = text.substr(dot + 1);
        if (patch_text.empty() || patch_text.size() > 2 || patch_text[0] == '-') return std::nullopt;
    }
    if (std::find(std::begin(versions), std::end(versions), minor_text) == std::end(versions)) return std::nullopt;
    std::optional<std::int64_t> patch = patch_text.empty() ? 0 : read_whole_number(patch_text);
    if (!patch) return std::nullopt;
    return KafkaVersion{minor_text[0] - '0', minor_text[2] - '0', static_cast<int>(*patch)};
}

std::string version_text(KafkaVersion version) {
    std::string text = std::to_string(version.major) + "." + std::to_string(version.minor);
    return version.patch == 0 ? text : text + "." + std::to_string(version.patch);
}

Rules rules_of(KafkaVersion version) {
    auto since = [&](int major, int minor, int patch = 0) { return version >= KafkaVersion{major, minor, patch}; };
    Rules rules;
    rules.strict_min_isr = since(3, 7);
    rules.elr = since(4, 1);  // on clusters that are new with this version
    rules.new_incarnation_leaves_isr = since(4, 0);
    rules.fencing_is_sampled = since(4, 0);
    rules.bad_records_are_named = since(3, 0);
    rules.drain_index_per_node = since(3, 3);
    rules.client_timeout_is_timed_out = since(3, 5);
    rules.late_failure_is_ignored = since(3, 6);
    rules.exponential_retry_backoff = since(3, 7);
    rules.retry_to_new_leader_at_once = since(3, 6, 1);
    rules.leader_hint = since(3, 7);
    rules.split_halves = since(4, 2);
    // The fix went into 3.9.1 and 4.0.1; 4.0.0, released between the two, does not have it.
    rules.stale_fetch_is_ignored = since(3, 9, 1) && version != KafkaVersion{4, 0, 0};
    // The same with 3.9.2, 4.0.2 and 4.1.2.
    rules.memory_until_request_ends = since(3, 9, 2) && !(version.major == 4 && version.minor < 2 && version.patch < 2);
    return rules;
}

}  // namespace acksim
