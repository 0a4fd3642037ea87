// Writes the sample file for the checks with other programs.
#include "output/sample.hpp"

#include <cstdio>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: write_sample FILE\n", stderr);
        return 2;
    }
    try {
        sample::write(argv[1]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "write_sample: %s\n", error.what());
        return 1;
    }
    return 0;
}
