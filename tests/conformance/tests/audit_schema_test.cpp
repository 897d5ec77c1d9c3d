// The published schema of the report for programs describes what the tool writes.
#include "tests/conformance/tests/log_files.hpp"
#include "tests/conformance/tests/support/json_schema.hpp"
#include "tests/conformance/tests/support/tool.hpp"

#include <gmock/gmock.h>

namespace plumbline::conformance {
namespace {

using nlohmann::json;
using support::Directory;
using support::recording;
using support::run_tool;
using testing::IsEmpty;
using testing::Not;

json audit_schema() {
    return json::parse(support::content_of(PLUMBLINE_SOURCE_DIR "/tests/conformance/report/audit-1.schema.json"));
}

TEST(AuditSchema, DescribesWhatTheToolWrites) {
    const Directory directory;
    const json schema = audit_schema();
    for (const std::string& log :
         {recording("00"), recording("16"), directory.write("own", support::conforming_log()),
          directory.write("small", support::small_log()), directory.write("header", support::header_line())}) {
        const auto values = support::values_in(run_tool({"audit", "--json", log}).out);
        ASSERT_EQ(values.size(), 1U) << log;
        EXPECT_THAT(support::schema_complaints(schema, values.front()), IsEmpty()) << log;
    }
}

TEST(AuditSchema, RefusesWhatTheToolWouldNotWrite) {
    const json schema = audit_schema();
    const json good = json::parse(run_tool({"audit", "--json", recording("00")}).out);
    const json& requirements = good.at("requirements");
    std::size_t violated = 0;
    while (!requirements.at(violated).contains("first")) {
        ++violated;
    }
    const auto complaints_about = [&](const char* change) {
        return support::schema_complaints(schema, good.patch(json::parse(change)));
    };
    EXPECT_THAT(complaints_about(R"([{"op":"remove","path":"/conforms"}])"), testing::SizeIs(1));
    EXPECT_THAT(complaints_about(R"([{"op":"add","path":"/more","value":1}])"), testing::SizeIs(1));
    EXPECT_THAT(complaints_about(R"([{"op":"replace","path":"/operations","value":"2000"}])"), Not(IsEmpty()));
    EXPECT_THAT(complaints_about(R"([{"op":"replace","path":"/plumbline_audit","value":2}])"), testing::SizeIs(1));
    EXPECT_THAT(complaints_about(R"([{"op":"replace","path":"/requirements/0/level","value":"CAN"}])"),
                testing::SizeIs(1));
    json incomplete = good;
    incomplete.at("requirements").at(violated).at("first").erase("seen");
    EXPECT_THAT(support::schema_complaints(schema, incomplete), testing::SizeIs(1));
    EXPECT_THAT(complaints_about(R"([{"op":"replace","path":"/diagnosis/deviations/0/first_line","value":0}])"),
                testing::SizeIs(1));
}

}  // namespace
}  // namespace plumbline::conformance
