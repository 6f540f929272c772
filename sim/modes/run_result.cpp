#include "modes/run_result.hpp"

namespace acksim {

std::vector<std::vector<std::vector<std::int32_t>>> lanes_of(const Ledger& ledger) {
    std::vector<std::vector<std::vector<std::int32_t>>> out;
    for (const ProducerLedger& p : ledger.producers) {
        std::vector<std::vector<std::int32_t>>& lanes = out.emplace_back();
        for (const Lane& lane : p.lanes) {
            std::vector<std::int32_t>& records = lanes.emplace_back();
            for (const Send& s : lane.sends) records.push_back(s.record);
        }
    }
    return out;
}

}  // namespace acksim
