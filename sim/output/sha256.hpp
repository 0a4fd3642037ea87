// SHA-256 of a text, as 64 hexadecimal digits (FIPS 180-4).
#pragma once

#include <string>
#include <string_view>

namespace couplet::output {

std::string sha256(std::string_view text);

} // namespace couplet::output
