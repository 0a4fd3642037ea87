#!/usr/bin/env bash
# Everything that is needed to build, try and check couplet: ./build.sh help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Debian and Ubuntu packages: to build and run couplet, to build the tests, and for tests that are
# skipped where their program is missing.
build_packages=(g++ cmake ninja-build pkg-config libboost-dev libfmt-dev libtomlplusplus-dev
    libcli11-dev nlohmann-json3-dev libeigen3-dev libnlopt-dev libhdf5-dev libisal-dev
    libtbb-dev)
test_packages=(catch2)
extra_packages=(librandom123-dev binutils python3 python3-xarray python3-h5netcdf
    python3-netcdf4 python3-h5py python3-jsonschema netcdf-bin hdf5-tools r-base-core
    r-cran-ncdf4 r-cran-nlme r-cran-survival)

usage() {
    cat <<'END'
usage: ./build.sh VERB

  quickstart       install what is missing, build, run scenarios/quickstart.toml
  setup            install what is missing for building and testing
  build [PRESET]   build one preset: release (default), debug, asan, tsan, clang
  test             install what is missing, build, run all but the slow tests
  test-all         all tests, then the fast ones again as debug, asan and clang builds
  format [--fix]   list the files that clang-format would change; --fix changes them
  clean            remove the build folder
  help             this text

Packages are installed with apt-get, on Debian and Ubuntu, and are named before. Elsewhere they
are listed, for you to install. Environment: CI=true makes warnings errors; JOBS=N limits the
parallel jobs (default: all cores).
END
}

say() { printf '%s\n' "$*"; }
die() {
    printf 'build.sh: %s\n' "$*" >&2
    exit 1
}

jobs=${JOBS:-$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}

# The names among the arguments of packages that are not installed.
missing_packages() {
    local package state
    for package in "$@"; do
        state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
        [[ $state == installed ]] || say "$package"
    done
}

has_tools() {
    local tool
    for tool in cmake ninja pkg-config c++; do
        command -v "$tool" >/dev/null || return 1
    done
}

# Installs the packages named, if any is missing. Those after -- may be had or not.
need() {
    local needed=() wished=()
    while (($#)) && [[ $1 != -- ]]; do
        needed+=("$1")
        shift
    done
    (($# == 0)) || wished=("${@:2}")
    set -- "${needed[@]}" "${wished[@]}"

    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        has_tools && return # the configuration says what else is missing
        say "This system has no apt-get. couplet needs what Debian 12 calls:"
        printf '  %s\n' "$@"
        die "install these with your package manager, then run this again"
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0

    local as_root=()
    if ((EUID != 0)); then
        as_root=(sudo env DEBIAN_FRONTEND=noninteractive)
        if ! command -v sudo >/dev/null; then
            if [[ -z $(missing_packages "${needed[@]}") ]]; then
                say "Some tests will be skipped, for want of: ${missing[*]}"
                return
            fi
            say "Missing, and neither root nor sudo to install them with:"
            say "  apt-get install --no-install-recommends ${missing[*]}"
            die "ask an administrator to run that, then run this again"
        fi
    fi
    say "Installing with apt-get: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get update -qq </dev/null ||
        say "apt-get update failed; going on with the lists that are there"
    local install=("${as_root[@]}" apt-get install -y -qq -o Dpkg::Use-Pty=0
        --no-install-recommends)
    mkdir -p build
    "${install[@]}" "${missing[@]}" </dev/null >build/packages.log && return
    mapfile -t missing < <(missing_packages "${needed[@]}")
    ((${#missing[@]} == 0)) || "${install[@]}" "${missing[@]}" </dev/null >build/packages.log ||
        die "these packages could not be installed: ${missing[*]}"
    say "Not everything could be installed: some tests will be skipped"
}

# configure PRESET [-DNAME=VALUE...]
configure() {
    local preset=$1
    shift
    local settings=("$@")
    if command -v ccache >/dev/null; then
        settings+=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    # Left as it is otherwise, so that a run by hand after one as in CI compiles nothing again.
    [[ ${CI:-} != true ]] || settings+=(-DCOUPLET_WERROR=ON)
    mkdir -p "build/$preset"
    # A folder that was moved, or copied into a container, cannot be used again.
    local cache=build/$preset/CMakeCache.txt
    if [[ -f $cache ]] && ! grep -qxF -e "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" \
        -e "CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)" "$cache"; then
        rm -rf "$cache" "build/$preset/CMakeFiles"
    fi
    cmake --preset "$preset" "${settings[@]}" >"build/$preset/configure.log" 2>&1 || {
        cat "build/$preset/configure.log"
        die "preset $preset could not be configured"
    }
}

build() {
    local preset=$1
    shift
    say "Building preset $preset with $jobs jobs"
    cmake --build --preset "$preset" --parallel "$jobs" "$@"
}

total_passed=0 total_failed=0 total_skipped=0

# run_tests PRESET: runs a test preset and adds to the totals, from ctest's JUnit file. A test whose
# program is missing counts as failed there too.
run_tests() {
    local junit=$PWD/build/tests-$1.xml status=0
    rm -f "$junit"
    say "Testing preset $1"
    ctest --preset "$1" --parallel "$jobs" --output-junit "$junit" || status=$?
    [[ -f $junit ]] || die "ctest --preset $1 wrote no results (exit status $status)"
    local passed failed skipped
    read -r passed failed skipped < <(awk '
        function close_case() {
            if (state == "run") passed++
            else if (state == "skip" || state == "disabled") skipped++
            else if (state != "") failed++
            state = ""
        }
        /<testcase / {
            close_case()
            state = "fail"
            if (match($0, /status="[a-z]+"/)) state = substr($0, RSTART + 8, RLENGTH - 9)
        }
        /<skipped message="SKIP_/ { state = "skip" }
        END { close_case(); print passed + 0, failed + 0, skipped + 0 }' "$junit")
    # Trust the exit status where the file says less.
    if ((status != 0 && failed == 0)); then
        failed=1
    fi
    ((total_passed += passed, total_failed += failed, total_skipped += skipped)) || true
}

# The closing line; fails if a test did, or if none ran.
report_tests() {
    local line="$total_passed passed, $total_failed failed"
    ((total_skipped == 0)) || line+=", $total_skipped skipped"
    say ""
    say "$line"
    ((total_failed == 0 && total_passed > 0))
}

need_for_tests() {
    need "${build_packages[@]}" "${test_packages[@]}" -- "${extra_packages[@]}"
}

do_build() {
    local preset=${1:-release}
    need "${build_packages[@]}"
    local settings=()
    # Tests are built where their libraries are; a later ./build.sh test brings them.
    [[ -f build/$preset/CMakeCache.txt || -n $(installed_catch) ]] ||
        settings=(-DCOUPLET_TESTS=OFF)
    configure "$preset" "${settings[@]}"
    build "$preset"
}

installed_catch() {
    local header
    for header in /usr/include/catch2/catch.hpp /usr/include/catch2/catch_all.hpp; do
        [[ ! -f $header ]] || say "$header"
    done
}

do_quickstart() {
    need "${build_packages[@]}"
    local settings=()
    [[ -f build/release/CMakeCache.txt ]] || settings=(-DCOUPLET_TESTS=OFF)
    configure release "${settings[@]}"
    build release --target couplet
    mkdir -p results
    build/release/couplet run scenarios/quickstart.toml -o results/quickstart.h5 --overwrite
    cat <<'END'

Three things to try next:
  build/release/couplet replay results/quickstart.h5 --couple 3
  build/release/couplet run scenarios/pairings.toml
  build/release/couplet describe
END
}

do_test() {
    need_for_tests
    configure release -DCOUPLET_TESTS=ON
    build release
    run_tests release
    report_tests
}

do_test_all() {
    need_for_tests
    local presets=(release debug asan) preset
    if command -v clang++ >/dev/null; then
        presets+=(clang)
    else
        say "No clang++ found: preset clang is left out"
    fi
    for preset in "${presets[@]}"; do
        configure "$preset" -DCOUPLET_TESTS=ON
        build "$preset"
        run_tests "$preset"
        [[ $preset != release ]] || run_tests slow
    done
    report_tests
}

do_format() {
    command -v clang-format >/dev/null || die "clang-format is not installed (Debian: clang-format)"
    case $(clang-format --version) in
    *" 14."*) ;;
    *) die "the layout is that of clang-format 14; this is $(clang-format --version)" ;;
    esac
    local files
    mapfile -t files < <(find sim analysis tests -name '*.hpp' -o -name '*.cpp' | sort)
    if [[ ${1:-} == --fix ]]; then
        clang-format -i "${files[@]}"
        return
    fi
    local file changed=0
    for file in "${files[@]}"; do
        clang-format --dry-run -Werror "$file" >/dev/null 2>&1 || {
            say "$file"
            ((changed += 1))
        }
    done
    ((changed == 0)) || die "$changed of ${#files[@]} files would change: ./build.sh format --fix"
}

verb=${1:-help}
(($# == 0)) || shift
case $verb in
quickstart) do_quickstart ;;
setup)
    need_for_tests
    say "The packages are there"
    ;;
build) do_build "$@" ;;
test) do_test ;;
test-all) do_test_all ;;
format) do_format "$@" ;;
clean) rm -rf build ;;
help | -h | --help) usage ;;
*)
    usage >&2
    die "no verb '$verb'"
    ;;
esac
