#include "engine/base/hash.h"

#include <gtest/gtest.h>

#include <fstream>

namespace engine {
namespace {

// FIPS 180-4 examples.
TEST(Sha256, EqualsThePublishedVectors) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256_hex(std::string(1000000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, IsTheSameFedPieceByPiece) {
    Sha256 hash;
    for (const char* piece : {"", "a", "b", "", "c"}) hash.add(piece);
    EXPECT_EQ(hex(hash.finish()), sha256_hex("abc"));
}

TEST(Sha256, OfAFileIsThatOfItsBytes) {
    const std::string path = testing::TempDir() + "hash_test.bin";
    const std::string bytes(3 * (1 << 20) + 17, '\0');  // longer than one buffer, with zero bytes
    std::ofstream(path, std::ios::binary) << bytes;
    EXPECT_EQ(*sha256_of_file(path), sha256_hex(bytes));
    EXPECT_EQ(sha256_of_file(path + ".none").error().code, ErrorCode::MissingFile);
    std::filesystem::remove(path);
}

TEST(Sha256, OfAFolderIsAnErrorNotAnEmptyHash) {
    EXPECT_FALSE(sha256_of_file(testing::TempDir()).ok());
}

TEST(Hash64, IsTheFirstEightBytesBigEndian) {
    EXPECT_EQ(hash64("abc"), 0xba7816bf8f01cfeaULL);
    EXPECT_EQ(hash64(""), 0xe3b0c44298fc1c14ULL);
}

// SplitMix64 with seed 1234567, as published with the generator (Vigna).
TEST(Mix64, EqualsThePublishedSequence) {
    std::uint64_t state = 1234567;
    for (const std::uint64_t expected :
         {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL,
          4593380528125082431ULL, 16408922859458223821ULL}) {
        EXPECT_EQ(mix64(state), expected);
        state += 0x9E3779B97F4A7C15ULL;
    }
}

TEST(Hex, IsLowerCaseTwoDigitsAByte) {
    const std::vector<std::uint8_t> bytes = {0, 1, 0xab, 0xff};
    EXPECT_EQ(hex(bytes), "0001abff");
    EXPECT_EQ(hex({}), "");
}

}  // namespace
}  // namespace engine
