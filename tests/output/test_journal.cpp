#include "output/journal.hpp"

#include "output/error.hpp"
#include "output/h5.hpp"
#include "output/reader.hpp"
#include "output/writer.hpp"

#include "output/folder.hpp"
#include "output/sample.hpp"
#include "support/catch.hpp"

#include <cstdlib>
#include <fstream>
#include <thread>

using namespace couplet;
namespace fs = std::filesystem;
namespace h5 = output::h5;

namespace {

const output::JournalHead head{"1.2.3", "abc", "seed = 1\n", 8};

std::vector<std::byte> record(std::size_t size, int salt) {
    std::vector<std::byte> bytes(size);
    for (std::size_t k = 0; k < size; ++k)
        bytes[k] = std::byte(static_cast<unsigned char>(k * 31 + std::size_t(salt)));
    return bytes;
}

// Three records, of 100, 0 and 1000 bytes.
fs::path journal_of_three(const Folder& folder) {
    const fs::path path = folder.path / "run.h5.journal";
    output::Journal journal(path, head);
    journal.append(4, record(100, 1));
    journal.append(2, record(0, 2));
    journal.append(9, record(1000, 3));
    return path;
}

std::vector<std::uint32_t> slabs(const fs::path& path) {
    return output::read_journal(path).value().slabs;
}

std::string read_bytes(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
void write_bytes(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

// The values of every dataset of a sample that depend on couples.
std::vector<double> contents(const fs::path& path) {
    const h5::Handle file = h5::open_file(path);
    std::vector<double> all;
    for (const char* name :
         {"couples/end_day", "couples/digest", "events/day", "events/couple", "events/offset",
          "questionnaire/csi16", "diary/satisfaction", "trajectory/phase"}) {
        if (!h5::has_link(file, std::string(name).substr(0, std::string(name).find('/'))))
            continue;
        const h5::Handle dataset = h5::open_dataset(file, name);
        const std::vector<hsize_t> count = h5::sizes(dataset);
        std::size_t product = 1;
        for (const hsize_t n : count)
            product *= n;
        const std::size_t at = all.size();
        all.resize(at + product);
        h5::read_block(dataset, H5T_NATIVE_DOUBLE, std::vector<hsize_t>(count.size()), count,
                       all.data() + at);
    }
    for (double& x : all)
        if (x != x)
            x = -12345; // compares equal to itself
    return all;
}

void add_zooms(output::Writer& writer, const engine::Plan& plan) {
    for (std::size_t arm = 0; arm < plan.arms.size(); ++arm)
        for (const std::uint32_t couple : output::zoom_couples(plan))
            writer.add_zoom(arm, couple, sample::turns(arm, couple));
}

engine::Slab whole_slab(const engine::Plan& plan, std::uint32_t index) {
    engine::Slab slab = sample::slab(plan, index);
    slab.digests.assign(plan.arms.size(), 100 + index);
    slab.couple_turns = index;
    slab.summary = engine::empty_outcome(plan).summary;
    slab.summary.add(1, 0, 3, static_cast<std::int16_t>(50 * index));
    slab.summary.count(0, 1, engine::Summary::protests, 7 + index);
    return slab;
}

} // namespace

TEST_CASE("a journal gives back whole records, in order", "[unit]") {
    const Folder folder;
    const fs::path path = journal_of_three(folder);
    const auto info = output::read_journal(path);
    REQUIRE(info);
    CHECK((info->head == head));
    CHECK(info->slabs == std::vector<std::uint32_t>{4, 2, 9});
    std::vector<std::vector<std::byte>> got;
    {
        output::Journal journal(path, head, [&](std::uint32_t, std::span<const std::byte> r) {
            got.emplace_back(r.begin(), r.end());
            return true;
        });
        journal.append(5, record(10, 4));
    }
    CHECK((got == std::vector{record(100, 1), record(0, 2), record(1000, 3)}));
    CHECK(slabs(path) == std::vector<std::uint32_t>{4, 2, 9, 5});
    CHECK_FALSE(output::read_journal(folder.path / "none"));
}

TEST_CASE("a journal cut anywhere keeps what was whole before", "[fault]") {
    const Folder folder;
    const fs::path path = journal_of_three(folder);
    const std::string all = read_bytes(path);
    const std::size_t third = all.size() - 1000 - 16, second = third - 16, first = second - 116;
    for (std::size_t size = 0; size < all.size(); ++size) {
        write_bytes(path, all.substr(0, size));
        if (size < first) { // no head: nothing to go on with
            REQUIRE_FALSE(output::read_journal(path));
            continue;
        }
        const std::size_t whole = (size >= second) + (size >= third);
        REQUIRE(slabs(path).size() == whole);
    }
}

TEST_CASE("a changed byte ends a journal there, and what is added replaces the rest", "[fault]") {
    const Folder folder;
    const fs::path path = journal_of_three(folder);
    std::string all = read_bytes(path);
    std::string damaged = all;
    damaged[40] ^= 1; // in the head
    write_bytes(path, damaged);
    CHECK_THROWS_AS(output::read_journal(path), output::Error);
    write_bytes(path, "something else altogether");
    CHECK_THROWS_AS(output::read_journal(path), output::Error);
    all[all.size() - 500] ^= 1;
    write_bytes(path, all);
    CHECK(slabs(path) == std::vector<std::uint32_t>{4, 2});
    output::Journal(path, head, [](std::uint32_t, auto) { return true; }).append(7, record(3, 0));
    CHECK(slabs(path) == std::vector<std::uint32_t>{4, 2, 7});
    // A record that cannot be read ends it as well.
    output::Journal(path, head, [](std::uint32_t slab, auto) { return slab != 2; });
    CHECK(slabs(path) == std::vector<std::uint32_t>{4});
}

TEST_CASE("a journal of another run, and one in use, are refused", "[fault]") {
    const Folder folder;
    const fs::path path = journal_of_three(folder);
    const auto keep = [](std::uint32_t, auto) { return true; };
    output::JournalHead other = head;
    other.scenario_toml = "seed = 2\n";
    CHECK_THROWS_AS(output::Journal(path, other, keep), h5::Failure);
    CHECK(slabs(path).size() == 3);
    output::Journal open(path, head, keep);
    CHECK_THROWS_AS(output::Journal(path, head, keep), h5::Failure);
    CHECK_THROWS_AS(output::Journal(path, head), h5::Failure);
    CHECK(slabs(path).size() == 3);
}

TEST_CASE("records of several threads do not mix", "[unit]") {
    const Folder folder;
    const fs::path path = folder.path / "run.h5.journal";
    {
        output::Journal journal(path, head);
        std::vector<std::thread> threads;
        for (std::uint32_t t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (std::uint32_t k = 0; k < 50; ++k)
                    journal.append(t * 50 + k, record(5000 + 37 * k, int(t)));
            });
        for (auto& thread : threads)
            thread.join();
    }
    auto found = slabs(path);
    std::sort(found.begin(), found.end());
    REQUIRE(found.size() == 200);
    for (std::uint32_t k = 0; k < 200; ++k)
        CHECK(found[k] == k);
}

TEST_CASE("a file finished from its journal is that of an uninterrupted run", "[fault]") {
    const Folder folder;
    const engine::Plan plan = sample::plan();
    const fs::path straight = folder.path / "a.h5", broken = folder.path / "b.h5";
    sample::write(straight);
    output::WriterOptions options = sample::options();
    options.keep = output::Keep::begin;
    {
        output::Writer writer(broken, plan, sample::provenance(), options);
        writer.submit(whole_slab(plan, 2));
        writer.submit(whole_slab(plan, 0));
        CHECK(writer.kept() == 2);
    }
    CHECK_FALSE(fs::exists(broken));
    write_bytes(broken.string() + ".partial", "what a killed writer leaves");
    engine::Outcome before = engine::empty_outcome(plan);
    std::vector<std::uint32_t> restored;
    options.keep = output::Keep::resume;
    options.restored = [&](const engine::Slab& slab) {
        restored.push_back(slab.index);
        engine::add(before, slab);
    };
    {
        output::Writer writer(broken, plan, sample::provenance(), options);
        CHECK(restored == std::vector<std::uint32_t>{2, 0});
        for (std::uint32_t k = 1; k < sample::slabs(plan); ++k)
            if (k != 2)
                writer.submit(whole_slab(plan, k));
        add_zooms(writer, plan);
        writer.finish(sample::outcome(plan));
    }
    CHECK_FALSE(fs::exists(output::journal_path(broken)));
    CHECK_FALSE(fs::exists(broken.string() + ".partial"));
    CHECK((contents(broken) == contents(straight)));
    CHECK(before.arm_digests == std::vector<std::uint64_t>(plan.arms.size(), 202));
    CHECK(before.couple_turns == 2);
    engine::Outcome expected = engine::empty_outcome(plan);
    for (const std::uint32_t k : {0u, 2u})
        engine::add(expected, whole_slab(plan, k));
    CHECK(before.summary.words() == expected.summary.words());
    CHECK(before.summary.rate(0, 1, engine::Summary::protests) == 16);
}
