// The published schema and the reader speak of the same fields.
#include "tests/conformance/log/own_format_fields.hpp"
#include "tests/conformance/tests/log_files.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>

namespace plumbline::conformance {
namespace {

using nlohmann::json;

const std::map<std::string, std::span<const FieldRule>>& tables() {
    static const std::map<std::string, std::span<const FieldRule>> all{
        {"header", own_format::header_fields},
        {"parameters", own_format::parameter_fields},
        {"add_channel", own_format::add_channel_fields},
        {"update_channel", own_format::update_channel_fields},
        {"remove_channel", own_format::remove_channel_fields},
        {"add_htlc", own_format::add_htlc_fields},
        {"resolve_htlc", own_format::resolve_htlc_fields},
        {"channel_answer", own_format::channel_answer_fields},
        {"add_htlc_answer", own_format::add_htlc_answer_fields},
        {"resolve_htlc_answer", own_format::resolve_htlc_answer_fields},
        {"state", own_format::state_fields},
        {"shown_channel", own_format::channel_fields},
        {"reputation", own_format::reputation_fields},
        {"revenue", own_format::revenue_fields},
        {"bucket", own_format::bucket_fields},
    };
    return all;
}

json schema() {
    return json::parse(support::content_of(PLUMBLINE_SOURCE_DIR "/tests/conformance/log/plumbline-log-1.schema.json"));
}

bool allows_null(const json& property) {
    for (const char* list : {"enum", "type"}) {
        if (property.contains(list) && property[list].is_array()) {
            const json& values = property[list];
            return std::find(values.begin(), values.end(), list == std::string("enum") ? json() : json("null")) !=
                   values.end();
        }
    }
    return property.contains("anyOf") && property["anyOf"].back() == json{{"type", "null"}};
}

TEST(Schema, HasTheFieldsThatTheReaderAccepts) {
    const json definitions = schema().at("$defs");
    for (const auto& [name, fields] : tables()) {
        SCOPED_TRACE(name);
        const json& object = definitions.at(name);
        std::set<std::string> accepted;
        std::set<std::string> required;
        for (const FieldRule& field : fields) {
            accepted.emplace(field.name);
            if (field.presence == Presence::required) {
                required.emplace(field.name);
            }
            EXPECT_EQ(allows_null(object.at("properties").at(field.name)), field.presence == Presence::optional)
                << field.name;
        }
        std::set<std::string> properties;
        for (const auto& property : object.at("properties").items()) {
            properties.insert(property.key());
        }
        EXPECT_EQ(properties, accepted);
        EXPECT_EQ(object.at("required").get<std::set<std::string>>(), required);
        EXPECT_EQ(object.at("additionalProperties"), json(false));
        EXPECT_EQ(object.at("patternProperties"), (json{{"^x_", true}}));
    }
}

TEST(Schema, HasNoObjectThatTheReaderDoesNotKnow) {
    const json definitions = schema().at("$defs");
    for (const auto& definition : definitions.items()) {
        if (definition.value().contains("properties")) {
            EXPECT_TRUE(tables().contains(definition.key())) << definition.key();
        }
    }
}

/// Every reference leads somewhere.
void follow(const json& value, const json& definitions) {
    if (value.is_object() && value.contains("$ref")) {
        const auto reference = value.at("$ref").get<std::string>();
        const std::string prefix = "#/$defs/";
        ASSERT_TRUE(reference.starts_with(prefix)) << reference;
        EXPECT_TRUE(definitions.contains(reference.substr(prefix.size()))) << reference;
    }
    if (value.is_structured()) {
        for (const json& inner : value) {
            follow(inner, definitions);
        }
    }
}

TEST(Schema, DescribesEachFieldAndRefersToWhatIsThere) {
    const json whole = schema();
    follow(whole, whole.at("$defs"));
    for (const auto& [name, fields] : tables()) {
        const json& object = whole.at("$defs").at(name);
        EXPECT_TRUE(object.contains("description")) << name;
        for (const auto& property : object.at("properties").items()) {
            EXPECT_TRUE(property.value().contains("description") || property.value().contains("$ref"))
                << name << "." << property.key();
        }
    }
}

}  // namespace
}  // namespace plumbline::conformance
