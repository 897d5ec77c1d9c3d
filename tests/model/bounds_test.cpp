// What random runs do not reach: the ranges of parameters, and a manager that keeps as many channels as it can.
#include "reference/resource_manager/default_resource_manager.hpp"
#include "tests/model/generator.hpp"

#include <gtest/gtest.h>

namespace plumbline::model {
namespace {

// PA-10, PA-6: each parameter at and beyond its ends.
TEST(Bounds, ParametersOutsideTheirRangesAreRefused) {
    constexpr std::uint64_t longest = 1'099'511'627'776;  // 2^40
    Draws draws(20'240'229);
    int refused = 0;
    int taken = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto period = [&] {
            return draws.one_of<std::uint64_t>({0, 1, 1, 90, 90, longest, longest, longest + 1});
        };
        const std::uint64_t resolution = period();
        const std::uint64_t window = period();
        const std::uint64_t misuse = period();
        const auto multiplier = draws.one_of<std::uint64_t>({0, 1, 12, 12, 1'000, 1'001});
        const auto general = draws.one_of<std::uint64_t>({0, 40, 40, 99, 100, 101, ~std::uint64_t{0}});
        const auto congestion = draws.one_of<std::uint64_t>({0, 1, 20, 60, 61, 100, 101});
        const auto in_range = [](std::uint64_t value, std::uint64_t least, std::uint64_t most) {
            return value >= least && value <= most;
        };
        const bool valid = in_range(resolution, 1, longest) && in_range(window, 1, longest) &&
                           in_range(misuse, 1, longest) && in_range(multiplier, 1, 1'000) && general <= 100 &&
                           congestion <= 100 && general + congestion <= 100;
        DefaultResourceManager::Options options;
        options.parameters = {
            Seconds<>(resolution), Seconds<>(window), Seconds<>(misuse), multiplier, general, congestion};
        const auto created = DefaultResourceManager::create(options);
        ASSERT_EQ(created.ok(), valid);
        if (!valid) {
            ASSERT_EQ(created.mistake(), Mistake::parameters_out_of_range);
        }
        ++(valid ? taken : refused);
    }
    EXPECT_GE(refused, 50);
    EXPECT_GE(taken, 50);
}

// ER-6: with 65 534 channels no more are taken, until one goes.
TEST(Bounds, OneChannelTooMany) {
    const ChannelLimits<> limits{Slots<>(5), Msat<>(1'000)};
    DefaultResourceManager manager = DefaultResourceManager::create({}).value();
    Model model({});
    const auto add = [&](std::uint64_t number) {
        const AddChannel channel{Scid{number}, limits, {}};
        const Call call = model.expect(channel);
        const auto result = manager.add_channel(channel.channel, limits, Seconds<>(model.now()));
        if (result) {
            model.follow(channel);
        }
        return result ? call.mistakes.empty() : call.mistakes == std::set{result.mistake()};
    };
    for (std::uint64_t number = 1; number <= 65'534; ++number) {
        ASSERT_TRUE(add(number)) << number;
    }
    for (std::uint64_t number = 1; number <= 50; ++number) {
        ASSERT_EQ(model.channels().size(), 65'534U);
        ASSERT_TRUE(add(100'000));
        ASSERT_TRUE(manager.remove_channel(Scid{number}).ok());
        model.follow(RemoveChannel{Scid{number}});
        ASSERT_TRUE(add(200'000 + number));
        ASSERT_EQ(model.channels().size(), manager.channel_count());
    }
}

}  // namespace
}  // namespace plumbline::model
