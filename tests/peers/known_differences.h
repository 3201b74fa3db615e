// Where a peer reads a healthy hive wrongly or tells less than there is. Every row is checked: a
// row that no longer differs fails the test, so that the table stays true.
#pragma once

#include <array>
#include <string_view>

namespace olkacct::test {

enum class Peer { hivex, reglookup };

struct KnownDifference {
    std::string_view file;
    // Path from the root, as the peer spells it where only the peer has such a key; `*` for any.
    std::u16string_view key;
    // A value or `(key)`; `*` for any.
    std::u16string_view value;
    // Difference::what.
    std::string_view what;
    Peer peer;
    std::string_view reason;
};

inline constexpr std::array known_differences = {
    KnownDifference{"hivex_special", std::u16string_view(u"zero\0key", 8), u"(key)",
                    "present / absent", Peer::reglookup, "cuts the name at the NUL inside it"},
    KnownDifference{"hivex_special", u"zero", u"(key)", "absent / present", Peer::reglookup,
                    "what is left of that name"},
    KnownDifference{"notatin_NTUSER_no_outlook.DAT", u"*", u"*", "prints (null)", Peer::reglookup,
                    "does not tell REG_NONE and REG_BINARY without data from the text (null)"},
};

}  // namespace olkacct::test
