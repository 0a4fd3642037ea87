#include "cli/effects_tables.hpp"

#include <fmt/format.h>

#include <cmath>

namespace couplet::cli {

using effects::Estimate;

std::string fixed(double value, int digits) {
    if (!std::isfinite(value))
        return "-";
    const std::string text = fmt::format("{:.{}f}", value, digits);
    // No "-0.0".
    return text.find_first_of("123456789") == std::string::npos && text[0] == '-'
               ? text.substr(1)
               : text;
}

std::string with_range(double value, double low, double high, int digits, double scale) {
    if (!std::isfinite(value))
        return "-";
    if (!std::isfinite(low) || !std::isfinite(high))
        return fixed(value * scale, digits);
    return fmt::format("{} ({} to {})", fixed(value * scale, digits), fixed(low * scale, digits),
                       fixed(high * scale, digits));
}

std::string give_or_take(const Estimate& e, int digits, double scale) {
    if (!std::isfinite(e.value))
        return "-";
    if (!std::isfinite(e.interval.high))
        return fixed(e.value * scale, digits);
    return fmt::format("{} ±{}", fixed(e.value * scale, digits),
                       fixed((e.interval.high - e.value) * scale, digits));
}

std::string p_text(double p) {
    if (std::isnan(p))
        return "-";
    return p < 0.001 ? "<.001" : p > 0.999 ? "1" : fmt::format("{:.3f}", p).substr(1);
}

} // namespace couplet::cli
