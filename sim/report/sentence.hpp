// Happenings in plain English: one table (sentence_table.cpp), read by the chain of causes, the diagram and the printed trace.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "protocol/happening.hpp"
#include "report/layout.hpp"
#include "report/names.hpp"

namespace acksim {

// How much a happening weighs in a diagram.
enum class Weight : signed char {
    routine,  // everyday life: shown only in a step that is shown anyway
    turn,     // changes the course of the run: makes its step worth showing
};

// One row of the table. In both texts, {name} stands for what sentence.cpp knows under that name.
struct Telling {
    What what;
    std::string_view mark;  // in the lane of the node it happened to
    Tone tone;
    Weight weight;
    std::string_view label;     // a few words for the diagram; empty: not drawn (an arrow says it)
    std::string_view sentence;  // who did what, and under which setting if one setting explains it
};

// Every What in the order of the enum.
std::span<const Telling> tellings();
const Telling& telling(What what);

// `step`: what else happened in its step, as far as it is known; what is lost with a disk reads otherwise than what is lost with the power.
std::string sentence(const Happening& happening, const Names& names, std::span<const Happening> step = {});
std::string label(const Happening& happening, const Names& names);

}  // namespace acksim
