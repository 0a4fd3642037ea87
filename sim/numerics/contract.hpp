// Contracts: our own mistakes stop the program, in debug builds and in CI.
#pragma once

#ifdef COUPLET_CONTRACTS
#include <cstdio>
#include <cstdlib>
#define COUPLET_CONTRACT_(kind, condition)                                                   \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            std::fprintf(stderr, "%s:%d: %s failed: %s\n", __FILE__, __LINE__, kind,         \
                         #condition);                                                        \
            std::abort();                                                                    \
        }                                                                                    \
    } while (false)
#else
#define COUPLET_CONTRACT_(kind, condition) static_cast<void>(0)
#endif
#define EXPECTS(condition) COUPLET_CONTRACT_("precondition", condition)
#define ENSURES(condition) COUPLET_CONTRACT_("postcondition", condition)
