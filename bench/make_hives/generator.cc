#include "generator.h"

#include <algorithm>
#include <array>

#include "olkacct/text.h"

namespace olkacct::bench {

namespace {

constexpr std::uint64_t first_day = 132500000000000000;
constexpr std::uint64_t day = 864000000000;
constexpr std::size_t most_rewritable = 20000;

constexpr auto profiles_path = "Microsoft\\Office\\16.0\\Outlook\\Profiles";
constexpr auto accounts_key = "9375CFF0413111d3B88A00104B2A6676";

std::string profile_name(std::uint32_t index) {
    constexpr std::array names = {"Outlook", "Büro Köln", "Архив"};
    return index < names.size() ? names[index] : "Profile " + std::to_string(index + 1);
}

}  // namespace

Generator::Generator(std::uint64_t seed)
    : random_(seed),
      hive_({.created = first_day + seed * day, .descriptors = descriptors(random_)}) {
    add_skeleton();
}

void Generator::run(const HivePlan& plan) {
    Activity mail;
    std::uint32_t used = 0;
    for (std::uint32_t i = 0; i < plan.profiles; ++i) {
        // Each but the last gets the larger share of what is left.
        const auto left = plan.accounts - used;
        const auto count = i + 1 == plan.profiles ? left : left * 3 / 5;
        add_profile(mail.steps, profile_name(i), count, used);
        used += count;
    }
    std::array<Activity, 3> others;
    while (hive_.bins().size() < plan.bytes || !mail.finished()) {
        // The mail work begins at a quarter and is done at nine tenths of the size.
        const auto progress =
            static_cast<double>(hive_.bins().size()) / static_cast<double>(plan.bytes);
        const auto wanted = progress < 0.25 ? 0 : progress > 0.9 ? 1 : (progress - 0.25) / 0.65;
        const auto done = static_cast<double>(mail.done) / static_cast<double>(mail.steps.size());
        if (!mail.finished() && done < wanted) {
            for (auto n = random_.range(5, 60); n > 0 && !mail.finished(); --n) {
                mail.advance();
                if (random_.percent(20)) {
                    auto& other = others[random_.below(others.size())];
                    if (!other.finished()) {
                        other.advance();
                    }
                }
            }
            continue;
        }
        auto& other = others[random_.below(others.size())];
        if (other.finished()) {
            other = {};
            add_filler(other.steps);
        }
        for (auto n = random_.range(1, 12); n > 0 && !other.finished(); --n) {
            other.advance();
        }
        if (random_.percent(15)) {
            rewrite_some_value();
        }
    }
    delete_some_keys(plan.bytes / 20);
}

void Generator::add_late_account() {
    const auto section = path(software_, joined({profiles_path, "\\Outlook\\", accounts_key}));
    Steps steps;
    add_account(steps, section, {.id = 0xFFF, .kind = "IMAP", .ordinal = 999});
    for (const auto& step : steps) {
        step();
    }
}

test::HiveBuilder::KeyId Generator::key(KeyId parent, std::string_view name) {
    const auto text = from_wtf8(name);
    if (const auto found = hive_.find_key(parent, text)) {
        return *found;
    }
    const auto ordinary = random_.below(100) < 88;
    return hive_.add_key(parent, text, ordinary ? 0 : random_.range(0, 8));
}

test::HiveBuilder::KeyId Generator::path(KeyId parent, std::string_view names) {
    while (true) {
        const auto end = names.find('\\');
        parent = key(parent, names.substr(0, end));
        if (end == std::string_view::npos) {
            return parent;
        }
        names.remove_prefix(end + 1);
    }
}

void Generator::set(const Put& put) {
    const auto name = from_wtf8(put.name);
    hive_.set_value(put.key, name, put.type, put.data);
    if (rewritable_.size() < most_rewritable && random_.percent(5)) {
        rewritable_.push_back({put.key, name});
    }
}

void Generator::set_dword(KeyId key, std::string_view name, std::uint32_t number) {
    hive_.set_dword(key, from_wtf8(name), number);
}

void Generator::rewrite_some_value() {
    if (rewritable_.empty()) {
        return;
    }
    const auto chosen = rewritable_[random_.below(rewritable_.size())];
    if (hive_.is_removed(chosen.key)) {
        return;
    }
    const auto& values = hive_.values(chosen.key);
    const auto value = std::ranges::find_if(values, [&](const test::BuiltValue& candidate) {
        return candidate.name == chosen.name && candidate.type != registry_type::dword &&
               candidate.type != registry_type::qword;
    });
    if (value == values.end()) {
        return;
    }
    auto data = value->data;
    if (value->type == registry_type::binary) {
        data.resize(random_.range(4, static_cast<std::uint32_t>(2 * data.size() + 40)),
                    std::byte{0x5A});
    } else {
        data = test::text_bytes(from_wtf8(joined({"D:\\", word(), "\\", word(6, 60)})));
    }
    hive_.set_value(chosen.key, chosen.name, value->type, data);
}

// So that about a twentieth of the file is free cells.
void Generator::delete_some_keys(std::size_t bytes) {
    std::size_t freed = 0;
    for (std::size_t tries = 0; tries < rewritable_.size() && freed < bytes; ++tries) {
        const auto key = rewritable_[random_.below(rewritable_.size())].key;
        if (hive_.is_removed(key) || hive_.subkey_count(key) != 0 || hive_.values(key).empty()) {
            continue;
        }
        for (const auto& value : hive_.values(key)) {
            freed += value.data.size() + 2 * value.name.size() + 40;
        }
        hive_.remove_key(key);
    }
}

}  // namespace olkacct::bench
