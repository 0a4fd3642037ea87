// The proof that checks can fail: with the mechanism that a claim rests on switched off, it no
// longer holds.
#include "settings.hpp"
#include "support/catch.hpp"

using namespace couplet;
using namespace couplet::claims;
using model::Mechanism;

namespace {

using Group = Checks (*)(const Samples&);

std::vector<Result> results(Group group, Setting setting) {
    const Samples samples(setting);
    return evaluate(parse_claims(own_claims(), "claims.csv"), group(samples), Seed{1}, 60);
}
std::vector<Result> without(Group group, Mechanism mechanism) {
    Setting setting = test::small_setting(60, 60);
    setting.parameters.set_enabled(mechanism, false);
    return results(group, setting);
}
// Each of the claims fails without the mechanism.
void all_fall(Group group, Mechanism mechanism, std::initializer_list<const char*> ids) {
    const auto after = without(group, mechanism);
    for (const char* id : ids) {
        CAPTURE(id);
        CHECK_FALSE(test::holds(after, id));
    }
}

} // namespace

TEST_CASE("claims: without appraisal the anxious see no more threat than others", "[statistical]") {
    all_fall(perception_claims, Mechanism::appraisal, {"B14", "B20", "B29", "B61"});
}
TEST_CASE("claims: without empathic accuracy nobody reads better, and nothing read hurts",
          "[statistical]") {
    all_fall(perception_claims, Mechanism::empathic_accuracy, {"B47", "B48"});
}
TEST_CASE("claims: without symptoms low self-worth binds nobody", "[statistical]") {
    all_fall(perception_claims, Mechanism::symptoms, {"B104"});
}
TEST_CASE("claims: without activation's anxiety there is no brooding, and comfort lasts as long",
          "[statistical]") {
    all_fall(emotion_claims, Mechanism::activation, {"B09", "B23"});
    all_fall(perception_claims, Mechanism::activation, {"B27"});
}
TEST_CASE("claims: without physiology no hormone rises and no hold is lost", "[statistical]") {
    all_fall(emotion_claims, Mechanism::physiology, {"B16", "B17", "B31"});
}
TEST_CASE("claims: without reinforcement success leaves no trace", "[statistical]") {
    all_fall(protest_claims, Mechanism::reinforcement, {"B19", "B25", "B34"});
    all_fall(cycle_claims, Mechanism::reinforcement, {"B24"});
}
TEST_CASE("claims: without reassurance's dependence asked and unasked are alike", "[statistical]") {
    all_fall(protest_claims, Mechanism::reassurance, {"B94"});
}
TEST_CASE("claims: without deactivation pursuit drives nobody away", "[statistical]") {
    all_fall(cycle_claims, Mechanism::deactivation, {"B60"});
    all_fall(emotion_claims, Mechanism::deactivation, {"A03"});
}
TEST_CASE("claims: when acts do not follow feelings there is no cycle", "[statistical]") {
    all_fall(cycle_claims, Mechanism::behaviour_choice, {"B24", "B36", "B44", "B60", "B99", "B100"});
    all_fall(pairing_claims, Mechanism::behaviour_choice, {"A02", "A05", "A08", "B66"});
}
TEST_CASE("claims: when days leave no trace in trust nobody is dissatisfied by anxiety",
          "[statistical]") {
    all_fall(pairing_claims, Mechanism::evaluation, {"B40"});
}
TEST_CASE("claims: when attachment does not move nobody becomes secure", "[statistical]") {
    all_fall(change_claims, Mechanism::attachment_change, {"A07", "A17", "B84", "B85", "B86", "B92"});
    all_fall(therapy_claims, Mechanism::attachment_change,
             {"A15", "A22", "B03", "B69", "B70", "B72", "B74", "B79"});
}
TEST_CASE("claims: without repair a quarrel is as long", "[statistical]") {
    all_fall(cycle_claims, Mechanism::repair, {"B101"});
}
TEST_CASE("claims: when people do not differ temperament does not matter", "[statistical]") {
    all_fall(emotion_claims, Mechanism::variation, {"B113"});
}
TEST_CASE("claims: with everything at work, those that must fall do hold", "[statistical]") {
    const auto full = results(perception_claims, test::small_setting(100, 100));
    for (const char* id : {"B05", "B14", "B20", "B29"})
        CHECK(test::holds(full, id));
    const auto learnt = results(protest_claims, test::small_setting(100, 100));
    for (const char* id : {"B25", "B94"})
        CHECK(test::holds(learnt, id));
    const auto cycle = results(cycle_claims, test::small_setting(100, 100));
    for (const char* id : {"B24", "B36", "B60", "B100"})
        CHECK(test::holds(cycle, id));
}
