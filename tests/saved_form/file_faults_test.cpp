// Saving and loading when the disk is full, a call fails, or the writer is stopped (SF-7, SF-14, SF-15).
#include "reference/resource_manager/saved_file.hpp"
#include "tests/saved_form/directory.hpp"
#include "tests/saved_form/file_faults.hpp"
#include "tests/saved_form/golden.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

namespace plumbline::saved_form_test {
namespace {

using saved_form::load;
using saved_form::Restored;
using saved_form::save;
using storage::FileError;
using storage::FileStep;
using Fate = ObservedCalls::Fate;

constexpr auto all_pass = [](std::size_t) { return Fate::pass; };

DefaultResourceManager old_manager() {
    return support::make_manager_with_channels();
}

/// Whether the file loads, as this manager's state.
bool holds(const std::string& path, const DefaultResourceManager& manager) {
    const auto loaded = load(path, manager.options());
    const auto* restored = std::get_if<Restored>(&loaded);
    return restored != nullptr && restored->manager.same_state(manager);
}

bool is_there(const std::string& path) {
    return std::filesystem::exists(path);
}

class FileFaults : public ::testing::Test {
protected:
    FileFaults() {
        if (save(path_, old_)) {
            throw std::runtime_error("cannot save");
        }
    }

    /// What must be after every save that was tried, and after everything that can happen to it.
    void expect_whole_and_saved_next(bool replaced) {
        EXPECT_TRUE(holds(path_, replaced ? new_ : old_));
        EXPECT_FALSE(holds(path_, replaced ? old_ : new_));
        EXPECT_TRUE(new_.same_state(golden_manager())) << "the running manager is as it was";
        EXPECT_EQ(save(path_, new_), std::nullopt);
        EXPECT_TRUE(holds(path_, new_));
        EXPECT_EQ(directory_.files(), 1U);
        ASSERT_EQ(save(path_, old_), std::nullopt);
    }

    Directory directory_;
    std::string path_ = directory_.file("manager");
    DefaultResourceManager old_ = old_manager();
    DefaultResourceManager new_ = golden_manager();
};

TEST_F(FileFaults, SaveAndLoad) {
    EXPECT_TRUE(holds(path_, old_));
    EXPECT_EQ(content(path_), saved_form::write(old_));
    EXPECT_EQ(directory_.files(), 1U);
    expect_whole_and_saved_next(false);
}

// SF-15, whatever the process's mask and the mode of the file before.
TEST_F(FileFaults, NobodyElseCanRead) {
    const mode_t before = umask(0);
    ASSERT_EQ(chmod(path_.c_str(), 0666), 0);
    ASSERT_EQ(save(path_, new_), std::nullopt);
    umask(before);
    struct stat status{};
    ASSERT_EQ(stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

// What a crash leaves of the bytes depends on the order: bytes to the disk, then the name, then the directory.
TEST_F(FileFaults, BytesReachTheDiskBeforeTheName) {
    ObservedCalls calls(all_pass);
    ASSERT_EQ(save(path_, new_, calls), std::nullopt);
    EXPECT_EQ(calls.names(), (std::vector<std::string>{"unlink", "open", "write", "fsync", "close", "rename", "open",
                                                       "fsync", "close"}));
}

// Each call of a save fails once, with a full disk and with others.
TEST_F(FileFaults, EachCallOfASaveFails) {
    for (const int error : {ENOSPC, EIO, EDQUOT, EACCES}) {
        std::size_t errors = 0;
        for (std::size_t failing = 0;; ++failing) {
            SCOPED_TRACE(failing);
            ObservedCalls calls([&](std::size_t number) { return number == failing ? Fate::fail : Fate::pass; }, error);
            calls.limit_pieces(500);
            const auto result = save(path_, new_, calls);
            if (calls.names().size() <= failing) {
                EXPECT_EQ(result, std::nullopt);
                break;
            }
            if (result) {
                ++errors;
                EXPECT_EQ(result->error, error);
                EXPECT_EQ(result->path.find(path_), 0U);
                EXPECT_NE(describe(*result).find(path_), std::string::npos);
            }
            const bool replaced = !result || result->step == FileStep::sync_directory;
            EXPECT_EQ(is_there(storage::path_beside(path_)), false);
            expect_whole_and_saved_next(replaced);
        }
        // Two opens, two writes, two syncs, a close, a rename; not the unlink of nothing and the last close.
        EXPECT_EQ(errors, 8U);
    }
}

TEST_F(FileFaults, ErrorsSayWhatAndWhereAndWhy) {
    const auto fails_at = [&](const std::string& name, std::size_t which) {
        std::size_t seen = 0;
        ObservedCalls counting(all_pass);
        static_cast<void>(save(path_, new_, counting));
        std::size_t at = 0;
        for (; at < counting.names().size(); ++at) {
            if (counting.names()[at] == name && seen++ == which) {
                break;
            }
        }
        ObservedCalls calls([&](std::size_t number) { return number == at ? Fate::fail : Fate::pass; }, ENOSPC);
        return describe(save(path_, new_, calls).value_or(FileError{}));
    };
    const std::string beside = storage::path_beside(path_);
    EXPECT_EQ(fails_at("open", 0), "cannot open " + beside + ": No space left on device");
    EXPECT_EQ(fails_at("write", 0), "cannot write " + beside + ": No space left on device");
    EXPECT_EQ(fails_at("fsync", 0), "cannot sync " + beside + ": No space left on device");
    EXPECT_EQ(fails_at("close", 0), "cannot write " + beside + ": No space left on device");
    EXPECT_EQ(fails_at("rename", 0), "cannot rename " + path_ + ": No space left on device");
    EXPECT_EQ(fails_at("open", 1), "cannot sync the directory of " + path_ + ": No space left on device");
    EXPECT_EQ(fails_at("fsync", 1), "cannot sync the directory of " + path_ + ": No space left on device");
}

TEST_F(FileFaults, ShortAndInterruptedWritesAndReads) {
    for (const std::size_t most : {1U, 7U, 64U}) {
        ObservedCalls calls(all_pass);
        calls.limit_pieces(most);
        calls.interrupt();
        ASSERT_EQ(save(path_, new_, calls), std::nullopt);
        EXPECT_EQ(content(path_), saved_form::write(new_));
        const auto loaded = load(path_, new_.options(), calls);
        ASSERT_TRUE(std::holds_alternative<Restored>(loaded));
    }
}

// A write that takes nothing, again and again, is no reason to wait for ever.
TEST_F(FileFaults, WriteOfNothing) {
    ObservedCalls calls(all_pass);
    calls.limit_pieces(0);
    const auto result = save(path_, new_, calls);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->step, FileStep::write);
    EXPECT_EQ(result->error, EIO);
    expect_whole_and_saved_next(false);
}

TEST_F(FileFaults, EachCallOfALoadFails) {
    for (std::size_t failing = 0; failing < 3; ++failing) {
        ObservedCalls calls([&](std::size_t number) { return number == failing ? Fate::fail : Fate::pass; }, EIO);
        const auto loaded = load(path_, old_.options(), calls);
        const auto* error = std::get_if<FileError>(&loaded);
        ASSERT_NE(error, nullptr);
        EXPECT_EQ(error->step, failing == 0 ? FileStep::open : FileStep::read);
        EXPECT_EQ(error->error, EIO);
        EXPECT_TRUE(holds(path_, old_));
    }
}

/// Runs `action` in a process of its own and says how it ended.
template <class Action>
int in_a_child(Action&& action) {
    const pid_t child = fork();
    if (child == 0) {
        std::forward<Action>(action)();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

// The writer is killed before and behind each call; a write may have got half of its bytes out.
TEST_F(FileFaults, WriterKilledAtEachCall) {
    ObservedCalls counting(all_pass);
    counting.limit_pieces(200);
    ASSERT_EQ(save(path_, new_, counting), std::nullopt);
    const std::vector<std::string>& names = counting.names();
    ASSERT_EQ(save(path_, old_), std::nullopt);
    const auto rename_at = static_cast<std::size_t>(std::find(names.begin(), names.end(), "rename") - names.begin());
    std::size_t leftovers = 0;
    for (std::size_t killing = 0; killing < names.size(); ++killing) {
        for (const Fate fate : {Fate::stop_before, Fate::stop_after}) {
            SCOPED_TRACE(killing);
            const int status = in_a_child([&] {
                ObservedCalls calls([&](std::size_t number) { return number == killing ? fate : Fate::pass; }, 0,
                                    [] { static_cast<void>(raise(SIGKILL)); });
                calls.limit_pieces(200);
                static_cast<void>(save(path_, new_, calls));
            });
            ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
            leftovers += is_there(storage::path_beside(path_)) ? 1U : 0U;
            const bool replaced = killing > rename_at || (killing == rename_at && fate == Fate::stop_after);
            expect_whole_and_saved_next(replaced);
        }
    }
    EXPECT_GE(leftovers, 10U) << "a leftover is what this is about";
}

// A disk that is really full, as far as one process can have one: no file may grow beyond 100 bytes.
TEST_F(FileFaults, RealLimitOfTheOperatingSystem) {
    const int status = in_a_child([&] {
        static_cast<void>(signal(SIGXFSZ, SIG_IGN));
        const rlimit most{100, 100};
        setrlimit(RLIMIT_FSIZE, &most);
        const auto result = save(path_, new_);
        _exit(result && result->step == FileStep::write && result->error == EFBIG ? 7 : 8);
    });
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 7);
    EXPECT_FALSE(is_there(storage::path_beside(path_)));
    expect_whole_and_saved_next(false);
}

TEST_F(FileFaults, NoFileAndNoDirectory) {
    const auto loaded = load(directory_.file("none"), {});
    const auto* error = std::get_if<FileError>(&loaded);
    ASSERT_NE(error, nullptr);
    EXPECT_EQ(error->step, FileStep::open);
    EXPECT_EQ(error->error, ENOENT);
    const auto result = save(directory_.file("none/manager"), new_);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->step, FileStep::open);
    EXPECT_EQ(result->error, ENOENT);
    const auto directory_itself = load(directory_.file("."), {});
    EXPECT_EQ(std::get<FileError>(directory_itself).step, FileStep::read);
}

// A path without a directory is in the current one.
TEST_F(FileFaults, PathWithoutADirectory) {
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(std::filesystem::path(path_).parent_path());
    EXPECT_EQ(save("other", new_), std::nullopt);
    std::filesystem::current_path(before);
    EXPECT_TRUE(holds(directory_.file("other"), new_));
}

// SF-7: what is refused stays as it is, to be looked at.
TEST_F(FileFaults, RefusedFileIsUntouched) {
    Bytes altered = saved_form::write(new_);
    altered[100] ^= 1U;
    put_content(path_, altered);
    const auto loaded = load(path_, new_.options());
    const auto* refusal = std::get_if<saved_form::Refusal>(&loaded);
    ASSERT_NE(refusal, nullptr);
    EXPECT_EQ(refusal->place.record, "checksum");
    EXPECT_EQ(content(path_), altered);
}

TEST_F(FileFaults, ParametersOutOfRange) {
    DefaultResourceManager::Options options;
    options.parameters.resolution_period = Seconds<>(0);
    EXPECT_TRUE(std::holds_alternative<Mistake>(load(path_, options)));
}

// A leftover that somebody made a link to elsewhere: the elsewhere is not written to.
TEST_F(FileFaults, LeftoverThatIsALink) {
    const std::string elsewhere = directory_.file("elsewhere");
    put_content(elsewhere, {1, 2, 3});
    std::filesystem::create_symlink(elsewhere, storage::path_beside(path_));
    EXPECT_EQ(save(path_, new_), std::nullopt);
    EXPECT_EQ(content(elsewhere), (Bytes{1, 2, 3}));
    EXPECT_TRUE(holds(path_, new_));
    EXPECT_FALSE(std::filesystem::is_symlink(path_));
}

}  // namespace
}  // namespace plumbline::saved_form_test
