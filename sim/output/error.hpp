// The one exception that this folder throws.
#pragma once

#include <stdexcept>

namespace couplet::output {

// A result file that cannot be written or read; the message names the file and the
// operation.
struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

} // namespace couplet::output
