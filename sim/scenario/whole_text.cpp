#include "scenario/whole_text.hpp"

#include "base/check.hpp"
#include "scenario/document.hpp"

namespace acksim {

std::string whole_text(const Scenario& scenario) {
    Reading reading;
    Document document = read_document(scenario.text, scenario.file, reading);
    for (std::size_t i = 0; i < scenario.settings.size(); ++i) apply_setting(scenario.settings[i], static_cast<int>(i) + 1, reading, document);
    ACKSIM_CHECK(reading.problems.empty());
    return document.origins.empty() ? scenario.text : document.root.dump();
}

}  // namespace acksim
