// The part of `couplet validate` that is about claims.
#pragma once

#include "cli/verbs.hpp"
#include "engine/engine.hpp"

namespace couplet::cli {

// Checks all claims with the plan's parameters and programmes; prints, and writes the section of the page, as the
// arguments say. Returns the exit code.
int validate_claims(const ValidateArguments&, const engine::Plan&, const engine::Options&);

} // namespace couplet::cli
