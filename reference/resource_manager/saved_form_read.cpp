#include "reference/resource_manager/saved_form.hpp"
#include "reference/resource_manager/saved_form_profile.hpp"
#include "reference/resource_manager/saved_form_values.hpp"

#include <utility>

namespace plumbline::saved_form {
namespace {

std::vector<Difference> differences(const SavedParameters& saved, const DefaultResourceManager::Options& options) {
    std::vector<Difference> found;
    const auto compare = [&](std::string_view parameter, std::string then, std::string now) {
        if (then != now) {
            found.push_back({parameter, std::move(then), std::move(now)});
        }
    };
    const auto seconds = [](Seconds<> span) { return std::to_string(span.count().get()); };
    const Parameters<>& was = saved.parameters;
    const Parameters<>& is = options.parameters;
    compare("resolution_period", seconds(was.resolution_period), seconds(is.resolution_period));
    compare("revenue_window", seconds(was.revenue_window), seconds(is.revenue_window));
    compare("reputation_multiplier", std::to_string(was.reputation_multiplier),
            std::to_string(is.reputation_multiplier));
    compare("congestion_misuse_window", seconds(was.congestion_misuse_window), seconds(is.congestion_misuse_window));
    compare("general_percent", std::to_string(was.general_percent), std::to_string(is.general_percent));
    compare("congestion_percent", std::to_string(was.congestion_percent), std::to_string(is.congestion_percent));
    compare("profile", saved.profile, std::string(profile_name(options.rules)));
    return found;
}

}  // namespace

ReadResult read(std::span<const std::uint8_t> form, DefaultResourceManager::Options options) {
    if (!valid(options.parameters)) {
        return Mistake::parameters_out_of_range;
    }
    try {
        const Layout layout = layout_of(form);
        Values values = values_of(form, layout);
        relate(form, layout, values.state);
        std::vector<Difference> changed =
            values.parameters ? differences(*values.parameters, options) : std::vector<Difference>{};
        return Restored{ManagerAccess::restore(std::move(options), values.state), std::move(values.written_by),
                        values.state.written_at, std::move(changed)};
    } catch (const Refused& refused) {
        return refused.refusal;
    }
}

}  // namespace plumbline::saved_form
