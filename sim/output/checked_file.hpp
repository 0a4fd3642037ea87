// Opens a result file to read, or says what is wrong with it: what all readers share.
#pragma once

#include "output/error.hpp"
#include "output/h5.hpp"

#include <filesystem>
#include <string>

namespace couplet::output {

[[noreturn]] void fail(const std::filesystem::path&, const std::string& problem);

// Throws Error unless it is a finished file of couplet, of a format that this program knows.
h5::Handle open_checked(const std::filesystem::path&);

// work(), with failures of the library told as those of this file.
template <class Work> auto about(const std::filesystem::path& path, Work&& work) {
    try {
        return work();
    } catch (const h5::Failure& failure) {
        fail(path, failure.what());
    }
}

} // namespace couplet::output
