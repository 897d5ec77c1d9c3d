// Files: plain and compressed, damaged, cut short, not there.
#include "tests/conformance/log/line_source.hpp"
#include "tests/conformance/tests/log_files.hpp"

#include <gmock/gmock.h>

namespace plumbline::conformance {
namespace {

using support::as_gz;
using support::as_xz;
using support::complaint;
using support::content_of;
using support::Directory;
using support::read_log;
using support::recording;
using support::small_log;
using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

std::vector<std::string> lines_of(const std::string& path) {
    std::vector<std::string> lines;
    for (LineSource source(path); source.next();) {
        lines.emplace_back(source.line());
    }
    return lines;
}

TEST(LogBytes, PlainXzAndGzipReadTheSameWhateverTheirName) {
    const Directory directory;
    const auto xz = read_log(recording("00"));
    ASSERT_EQ(xz.entries.size(), 2000U);

    std::string text;
    for (const std::string& line : lines_of(recording("00"))) {
        text += line + "\n";
    }
    const auto plain = read_log(directory.write("a.xz", text));
    const auto gzip = read_log(directory.write("b.jsonl", as_gz(text)));

    EXPECT_EQ(plain.header, xz.header);
    EXPECT_EQ(gzip.header, xz.header);
    EXPECT_TRUE(plain.entries == xz.entries);
    EXPECT_TRUE(gzip.entries == xz.entries);
}

TEST(LogBytes, CompressedPartsOneAfterTheOtherAreOneFile) {
    const Directory directory;
    EXPECT_THAT(lines_of(directory.write("a", as_xz("one\ntw") + as_xz("o\n"))), testing::ElementsAre("one", "two"));
    EXPECT_THAT(lines_of(directory.write("b", as_gz("one\ntw") + as_gz("o\n"))), testing::ElementsAre("one", "two"));
}

TEST(LogBytes, LinesEndAnyWay) {
    const Directory directory;
    EXPECT_THAT(lines_of(directory.write("a", "one\n\ntwo")), testing::ElementsAre("one", "", "two"));
    EXPECT_EQ(read_log(directory.write("b", small_log().substr(0, small_log().size() - 1))).entries.size(), 4U);
}

TEST(LogBytes, AFileThatCannotBeOpenedIsRefused) {
    const Directory directory;
    EXPECT_EQ(complaint(directory.path() + "/none.jsonl"), ": there is no such file");
    EXPECT_EQ(complaint(directory.path()), ": it is a directory, and a log is a file");
    EXPECT_THAT(complaint(directory.write("a", "\x28\xB5\x2F\xFD....")), StartsWith(": it is compressed with zstd"));
}

TEST(LogBytes, AnEmptyFileIsRefusedAlsoWhenCompressed) {
    const Directory directory;
    const std::string expected = ":1: the file is empty; a log begins with a header";
    EXPECT_EQ(complaint(directory.write("a", "")), expected);
    EXPECT_EQ(complaint(directory.write("b", as_xz(""))), expected);
    EXPECT_EQ(complaint(directory.write("c", as_gz(""))), expected);
}

TEST(LogBytes, TruncatedCompressedDataAreRefusedWithTheLine) {
    const Directory directory;
    const std::string whole = content_of(recording("00"));
    const std::string at_half = complaint(directory.write("a", whole.substr(0, whole.size() / 2)));
    EXPECT_THAT(at_half, MatchesRegex(":[0-9]{3,}: the .xz data end early: the file is truncated"));

    // All lines are there, and only the check at the end is not.
    EXPECT_EQ(complaint(directory.write("b", whole.substr(0, whole.size() - 1))),
              ":2002: the .xz data end early: the file is truncated");

    const std::string gzip = as_gz(small_log());
    for (const std::size_t cut : {std::size_t{1}, std::size_t{8}, gzip.size() / 2, gzip.size() - 11}) {
        EXPECT_THAT(complaint(directory.write("c", gzip.substr(0, gzip.size() - cut))),
                    MatchesRegex(":[1-6]: the .gz data end early: the file is truncated"));
    }
}

TEST(LogBytes, DamagedCompressedDataAreRefusedWithTheLine) {
    const Directory directory;
    std::string xz = content_of(recording("00"));
    xz[xz.size() / 2] = static_cast<char>(xz[xz.size() / 2] ^ 0x55);
    EXPECT_THAT(complaint(directory.write("a", xz)), AllOf(StartsWith(":"), HasSubstr("the .xz data are damaged")));
    EXPECT_THAT(complaint(directory.write("b", as_xz(small_log()) + "what is this here for?")),
                HasSubstr("the .xz data are damaged"));

    std::string gzip = as_gz(small_log());
    gzip[gzip.size() - 8] = static_cast<char>(gzip[gzip.size() - 8] ^ 0x55);  // in the checksum
    EXPECT_THAT(complaint(directory.write("c", gzip)), AllOf(StartsWith(":"), HasSubstr("the .gz data are damaged")));
}

TEST(LogBytes, ALineMayHave16MiBAndNoMore) {
    const Directory directory;
    const std::string filler(LineSource::longest_line, ' ');
    const std::vector<std::string> lines = lines_of(directory.write("a", as_xz(filler + "\nx\n")));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].size(), filler.size());
    EXPECT_EQ(complaint(directory.write("b", as_xz(small_log() + filler + " \n"))),
              ":6: the line is longer than 16 MiB");
    EXPECT_EQ(complaint(directory.write("c", as_xz(small_log() + filler + filler))),
              ":6: the line is longer than 16 MiB");
}

TEST(LogBytes, ProgressGoesFromNearlyNothingToOne) {
    const auto reader = open_log(recording("05"));
    double last = reader->progress();
    EXPECT_LT(last, 1.0);
    while (reader->next()) {
        EXPECT_GE(reader->progress(), last);
        last = reader->progress();
    }
    EXPECT_EQ(reader->progress(), 1.0);
}

}  // namespace
}  // namespace plumbline::conformance
