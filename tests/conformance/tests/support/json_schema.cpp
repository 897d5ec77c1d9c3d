#include "tests/conformance/tests/support/json_schema.hpp"

#include <algorithm>
#include <regex>

namespace plumbline::conformance::support {
namespace {

using nlohmann::json;

bool is_of(const json& value, const json& type) {
    if (type.is_array()) {
        return std::any_of(type.begin(), type.end(), [&](const json& one) { return is_of(value, one); });
    }
    return (type == "null" && value.is_null()) || (type == "object" && value.is_object()) ||
           (type == "array" && value.is_array()) || (type == "string" && value.is_string()) ||
           (type == "boolean" && value.is_boolean()) || (type == "integer" && value.is_number_integer()) ||
           (type == "number" && value.is_number());
}

class Checker {
public:
    explicit Checker(const json& schema) : whole_(schema) {}

    void check(const json& rule, const json& value, const std::string& place) {
        if (rule.contains("$ref")) {
            check(whole_.at(json::json_pointer(rule.at("$ref").get<std::string>().substr(1))), value, place);
            return;
        }
        expect(!rule.contains("type") || is_of(value, rule.at("type")), place, "is of another type");
        expect(!rule.contains("const") || value == rule.at("const"), place, "is another value");
        expect(!rule.contains("enum") || contains(rule.at("enum"), value), place, "is not one of the values");
        expect(!rule.contains("minimum") || value >= rule.at("minimum"), place, "is too small");
        expect(!rule.contains("maximum") || value <= rule.at("maximum"), place, "is too large");
        expect(!rule.contains("pattern") || !value.is_string() || matches(rule.at("pattern"), value), place,
               "does not match the pattern");
        if (rule.contains("items") && value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i) {
                check(rule.at("items"), value[i], place + "/" + std::to_string(i));
            }
        }
        if (rule.contains("properties") && value.is_object()) {
            check_members(rule, value, place);
        }
    }

    std::vector<std::string> complaints;

private:
    static bool contains(const json& list, const json& value) {
        return std::find(list.begin(), list.end(), value) != list.end();
    }

    static bool matches(const json& pattern, const json& value) {
        return std::regex_search(value.get_ref<const std::string&>(), std::regex(pattern.get<std::string>()));
    }

    void check_members(const json& rule, const json& value, const std::string& place) {
        for (const json& name : rule.at("required")) {
            expect(value.contains(name.get<std::string>()), place, "has no " + name.dump());
        }
        for (const auto& [name, member] : value.items()) {
            if (rule.at("properties").contains(name)) {
                check(rule.at("properties").at(name), member, place + "/" + name);
            } else {
                expect(rule.at("additionalProperties") != false, place, "has a member " + name);
            }
        }
    }

    void expect(bool holds, const std::string& place, const std::string& complaint) {
        if (!holds) {
            complaints.push_back(place + ": " + complaint);
        }
    }

    const json& whole_;
};

}  // namespace

std::vector<std::string> schema_complaints(const nlohmann::json& schema, const nlohmann::json& value) {
    Checker checker(schema);
    checker.check(schema, value, "");
    return checker.complaints;
}

}  // namespace plumbline::conformance::support
