#include "output/h5.hpp"
#include "output/pack.hpp"
#include "output/sha256.hpp"

#include "support/catch.hpp"

#include <cstring>
#include <filesystem>
#include <limits>
#include <random>
#include <thread>

#include <unistd.h>

using namespace couplet::output;

namespace {

struct TemporaryFile {
    std::filesystem::path path = std::filesystem::temp_directory_path() /
                                 ("couplet_pack_" + std::to_string(getpid()) + ".h5");
    ~TemporaryFile() { std::filesystem::remove(path); }
};

// Writes two packed chunks, the second one short, and reads them through HDF5's own
// filters.
template <class T>
std::vector<T> through_a_file(const std::vector<T>& values, T fill, hsize_t chunk = 100) {
    const TemporaryFile temporary;
    {
        const h5::Handle file = h5::create_file(temporary.path);
        const h5::Handle dataset = h5::create_dataset(
            file, "x", h5::type_of<T>(), {{values.size()}, {chunk}, -1}, &fill);
        for (hsize_t at = 0; at < values.size(); at += chunk) {
            const std::size_t count = std::min<std::size_t>(chunk, values.size() - at);
            const Bytes bytes = pack<T>({values.data() + at, count}, chunk, fill);
            h5::write_chunk(dataset, &at, bytes, "x");
        }
    }
    const h5::Handle file = h5::open_file(temporary.path);
    std::vector<T> read(values.size());
    h5::read_block(h5::open_dataset(file, "x"), h5::type_of<T>(), {0}, {values.size()},
                   read.data());
    return read;
}

} // namespace

TEMPLATE_TEST_CASE("packed chunks are read by HDF5's filters", "[unit]", std::int8_t,
                   std::int16_t, std::int32_t, std::int64_t, float, double) {
    std::mt19937_64 random(1);
    std::vector<TestType> noise(157), ramp(157);
    for (std::size_t i = 0; i < noise.size(); ++i) {
        noise[i] = static_cast<TestType>(random() % 100000);
        ramp[i] = static_cast<TestType>(i / 2);
    }
    CHECK(through_a_file<TestType>(noise, 3) == noise);
    CHECK(through_a_file<TestType>(ramp, 3) == ramp);
}

// Whose low bytes are noise and whose high bytes are not, so that some are stored and some deflated;
// longer than one stored block.
TEMPLATE_TEST_CASE("noise is stored, and read by HDF5's filters", "[unit]", std::int8_t,
                   std::int16_t, std::int32_t, std::int64_t) {
    constexpr hsize_t chunk = 70001;
    std::mt19937_64 random(1);
    std::vector<TestType> noise(2 * chunk - 30), small(noise.size());
    for (std::size_t i = 0; i < noise.size(); ++i) {
        noise[i] = static_cast<TestType>(random());
        small[i] = static_cast<TestType>(random() % 256);
    }
    CHECK(through_a_file<TestType>(noise, 3, chunk) == noise);
    CHECK(through_a_file<TestType>(small, 3, chunk) == small);
    const auto size = [](const std::vector<TestType>& values) {
        return pack<TestType>({values.data(), chunk}, chunk, 0).size();
    };
    CHECK(size(noise) > chunk * sizeof(TestType));
    CHECK(size(small) < chunk * 1.1);
}

TEST_CASE("a short chunk is padded with fill", "[unit]") {
    const std::vector<std::int16_t> values{1, 2, 3};
    const std::vector<std::int16_t> padded{1, 2, 3, -32768, -32768};
    CHECK(pack<std::int16_t>(values, 5, -32768) == pack<std::int16_t>(padded, 5, 0));
}

TEST_CASE("threads pack the same bytes", "[unit]") {
    std::vector<float> values(5000);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(i * i % 977);
    const Bytes expected = pack<float>(values, 6000, 0.0f);
    std::vector<Bytes> packed(4);
    std::vector<std::thread> threads;
    for (Bytes& mine : packed)
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i)
                mine = pack<float>(values, 6000, 0.0f);
        });
    for (std::thread& thread : threads)
        thread.join();
    for (const Bytes& bytes : packed)
        CHECK(bytes == expected);
}

// The examples of FIPS 180-4 (NIST, "SHA256.pdf" and the secure hash test vectors).
TEST_CASE("SHA-256 has the values of the standard", "[unit]") {
    CHECK(sha256("") ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                 "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu") ==
          "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    CHECK(sha256(std::string(1000000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
