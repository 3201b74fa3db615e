// The truth file: what a reader must find in a made hive.
#include <ostream>

#include "generator.h"
#include "olkacct/text.h"

namespace olkacct::bench {

namespace {

void write_hex(std::ostream& out, const test::Bytes& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const auto byte : bytes) {
        out << digits[std::to_integer<unsigned>(byte) >> 4]
            << digits[std::to_integer<unsigned>(byte) & 15];
    }
}

// Up to the first NUL.
void write_text(std::ostream& out, const test::Bytes& bytes) {
    std::u16string text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto unit = static_cast<char16_t>(test::get_number(bytes, i, 2));
        if (unit == 0) break;
        text += unit;
    }
    out << to_wtf8(text);
}

void write_data(std::ostream& out, const test::BuiltValue& value) {
    if (value.type == registry_type::sz || value.type == registry_type::expand_sz) {
        write_text(out, value.data);
    } else if (value.type == registry_type::dword) {
        out << test::get32(value.data, 0);
    } else {
        write_hex(out, value.data);
    }
}

}  // namespace

void Generator::write_truth(std::ostream& out, std::string_view file) const {
    const auto profiles = [this] {
        auto key = software_;
        for (const auto* name : {u"Microsoft", u"Office", u"16.0", u"Outlook", u"Profiles"}) {
            key = *hive_.find_key(key, name);
        }
        return key;
    }();
    for (const auto profile : hive_.subkeys(profiles)) {
        const auto section = hive_.find_key(profile, u"9375CFF0413111d3B88A00104B2A6676");
        if (!section) continue;
        for (const auto account : hive_.subkeys(*section)) {
            for (const auto& value : hive_.values(account)) {
                if (!file.empty()) out << file << '\t';
                out << to_wtf8(hive_.name(profile)) << '\t' << to_wtf8(hive_.name(account)) << '\t'
                    << to_wtf8(value.name) << '\t' << value.type << '\t';
                write_data(out, value);
                out << '\n';
            }
        }
    }
}

}  // namespace olkacct::bench
