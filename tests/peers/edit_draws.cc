#include "peers/edit_draws.h"

#include <array>

#include "support/bytes.h"

namespace olkacct::test {

std::u16string EditDraws::name() {
    static constexpr std::array<std::u16string_view, 10> stems = {u"Server",
                                                                  u"a/b, c",
                                                                  u"\u00C4\u00E9\u00FF",
                                                                  u"\u043A\u043B\u044E\u0447",
                                                                  u"\u65E5\u672C",
                                                                  u"\U0001F4E7",
                                                                  u"x",
                                                                  u"Account Name",
                                                                  u"%41 \"q\"",
                                                                  u"\u0178\u00DF"};
    std::u16string made(stems[below(static_cast<std::uint32_t>(stems.size()))]);
    if (below(20) == 0) made += std::u16string(100, u'l');
    return numbered(made);
}

std::u16string EditDraws::numbered(std::u16string_view start) {
    const std::string number = std::to_string(++made_);
    return std::u16string(start) + std::u16string(number.begin(), number.end());
}

std::vector<std::byte> EditDraws::noise(std::uint32_t size) {
    std::vector<std::byte> bytes(size);
    for (std::byte& one : bytes) one = static_cast<std::byte>(random_());
    return bytes;
}

RegistryValue EditDraws::value(std::u16string name) {
    using namespace registry_type;
    switch (below(8)) {
        case 0:
            return {std::move(name), dword, noise(4)};
        case 1:
            return {std::move(name), qword, noise(8)};
        case 2:
            return {std::move(name), sz, text_bytes(std::u16string(below(400), u'\u0416'))};
        case 3:
            return {std::move(name), expand_sz, text_bytes(u"%USERPROFILE%\\mail.pst")};
        case 4:
            return {std::move(name), binary, noise(1 + below(4))};
        case 5:
            // Around the size from which on data is split, and far above.
            return {std::move(name), binary, noise(16340 + below(below(3) == 0 ? 100000 : 10))};
        case 6:
            return {std::move(name), binary, noise(1 + below(3000))};
        default:
            return {std::move(name), sz, text_bytes(std::u16string(1 + below(90), u'm'))};
    }
}

}  // namespace olkacct::test
