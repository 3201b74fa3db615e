// Words, numbers and bytes that mean nothing.
#include <array>

#include "generator.h"

namespace olkacct::bench {

namespace {

constexpr std::array syllables = {"ka",   "ro",  "mi",  "te",  "lan", "dor", "ver",
                                  "sys",  "net", "pro", "cor", "win", "tab", "log",
                                  "view", "max", "ser", "lib", "con", "dat", "ex",
                                  "in",   "on",  "ul",  "ar",  "ti",  "fa",  "ge"};

char upper(char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

}  // namespace

std::string Generator::joined(std::initializer_list<std::string> parts) {
    std::string all;
    for (const auto& part : parts) {
        all += part;
    }
    return all;
}

std::string Generator::word(std::uint32_t shortest, std::uint32_t longest) {
    std::string letters;
    const auto size = random_.range(shortest, longest);
    while (letters.size() < size) {
        letters += syllables[random_.below(syllables.size())];
    }
    letters[0] = upper(letters[0]);
    return letters;
}

std::string Generator::hex(std::size_t digits) {
    std::string text;
    while (digits-- > 0) {
        text += "0123456789abcdef"[random_.below(16)];
    }
    return text;
}

std::string Generator::upper_hex(std::size_t digits) {
    auto text = hex(digits);
    for (auto& digit : text) {
        digit = upper(digit);
    }
    return text;
}

std::string Generator::guid() {
    return joined({"{", upper_hex(8), "-", upper_hex(4), "-", upper_hex(4), "-", upper_hex(4), "-",
                   upper_hex(12), "}"});
}

test::Bytes Generator::blob(std::uint32_t smallest, std::uint32_t largest) {
    Bytes bytes(random_.range(smallest, largest));
    // Half of them are sparse, as structures are.
    const auto mask = random_.percent(50) ? ~std::uint64_t{0} : 0x000F00FF00030001U;
    for (std::size_t offset = 0; offset < bytes.size(); offset += 8) {
        const auto width = std::min<std::size_t>(8, bytes.size() - offset);
        test::put_number(bytes, offset, random_.next() & mask, width);
    }
    return bytes;
}

}  // namespace olkacct::bench
