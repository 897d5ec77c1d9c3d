// Requirement IDs as constants: citing one gives access to its sentence.
#include "contracts/requirement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace plumbline::contracts {
namespace {

using testing::HasSubstr;

static_assert(req<"GB-3">.id() == "GB-3");
static_assert(req<"GB-3"> == req<"GB-3"> && req<"GB-3"> != req<"GB-4">);
static_assert(sizeof(RequirementId) == 2, "a verdict carries several");
static_assert(requirement_index("no such requirement") == spec::requirements.size());

TEST(Requirement, KnowsItsSentenceAndItsChapter) {
    const spec::Requirement& requirement = req<"GB-3">.get();
    EXPECT_THAT(std::string_view(requirement.sentence), HasSubstr("at most its share"));
    EXPECT_THAT(std::string_view(requirement.chapter), HasSubstr("general-bucket"));
}

TEST(Requirement, IsDefinedOnce) {
    std::set<std::string_view> ids;
    for (const spec::Requirement& requirement : spec::requirements) {
        EXPECT_TRUE(ids.insert(requirement.id).second) << requirement.id;
    }
}

}  // namespace
}  // namespace plumbline::contracts
