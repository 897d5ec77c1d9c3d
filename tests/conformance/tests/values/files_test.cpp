// The committed files are what the oracle gives, and read back to it.
#include "tests/conformance/tests/support/json_schema.hpp"
#include "tests/conformance/tests/values/published_files.hpp"
#include "tests/conformance/values/publish.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace plumbline::values {
namespace {

TEST(PublishedFiles, ReadBackToWhatIsPublished) {
    for_each_subject([](Subject subject) {
        const ValueFile wanted = published(subject);
        EXPECT_EQ(read_values(path_of(subject)), wanted) << name(subject);
        EXPECT_EQ(from_json(to_json(wanted), "written"), wanted) << name(subject);
    });
}

TEST(PublishedFiles, AreAsTheSchemaSays) {
    const auto parsed = [](const std::string& path) {
        std::ifstream file(path);
        return nlohmann::json::parse(file);
    };
    const std::string folder = std::string(PLUMBLINE_SOURCE_DIR) + "/spec/1-resource-manager/values/";
    const nlohmann::json schema = parsed(folder + "values-1.schema.json");
    for_each_subject([&](Subject subject) {
        // What "oneOf" chooses, the subject does.
        nlohmann::json rule = schema;
        rule.erase("oneOf");
        rule["$ref"] = "#/$defs/" + std::string(name(subject));
        EXPECT_EQ(conformance::support::schema_complaints(rule, parsed(path_of(subject))), std::vector<std::string>{})
            << name(subject);
    });
}

TEST(PublishedFiles, AreMany) {
    const std::array<std::size_t, subject_names.size()> least{60, 60, 20, 30, 15, 30, 483, 10, 20};
    for_each_subject([&](Subject subject) {
        EXPECT_GE(read_values(path_of(subject)).values.size(), least[static_cast<std::size_t>(subject)]);
    });
}

}  // namespace
}  // namespace plumbline::values
