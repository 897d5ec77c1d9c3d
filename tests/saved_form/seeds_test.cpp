// The committed inputs for fuzzing are those of fuzzing_seeds(). PLUMBLINE_WRITE_SEEDS=1 writes them anew.
#include "tests/saved_form/directory.hpp"
#include "tests/saved_form/seeds.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace plumbline::saved_form_test {
namespace {

TEST(Seeds, AreTheCommittedOnes) {
    const std::string directory = PLUMBLINE_SOURCE_DIR "/tests/fuzz/corpus/saved_form/";
    for (const auto& [name, bytes] : fuzzing_seeds()) {
        if (std::getenv("PLUMBLINE_WRITE_SEEDS") != nullptr) {
            std::filesystem::create_directories(directory);
            put_content(directory + name, bytes);
        }
        EXPECT_EQ(content(directory + name), bytes) << name;
    }
}

}  // namespace
}  // namespace plumbline::saved_form_test
