// Unrelated keys and values, in the proportions of a user's hive. Each job is a list of small
// steps, so that jobs run through each other and their cells mix.
#include <array>

#include "generator.h"
#include "olkacct/text.h"

namespace olkacct::bench {

namespace {

constexpr auto current_version = "Microsoft\\Windows\\CurrentVersion\\";

test::Bytes text(const std::string& utf8) { return test::text_bytes(from_wtf8(utf8)); }

}  // namespace

void Generator::add_filler(Steps& steps) {
    struct Share {
        std::uint32_t below;  // of 100
        void (Generator::*add)(Steps&);
    };
    static constexpr std::array shares = {
        Share{10, &Generator::add_user_assist},     Share{22, &Generator::add_recent_documents},
        Share{34, &Generator::add_file_extensions}, Share{42, &Generator::add_zone_map},
        Share{62, &Generator::add_vendor_settings}, Share{70, &Generator::add_shell_bags},
        Share{80, &Generator::add_cloud_store},     Share{90, &Generator::add_office_documents},
        Share{96, &Generator::add_certificates},    Share{100, &Generator::add_experiments}};
    const auto drawn = random_.below(100);
    for (const auto& share : shares) {
        if (drawn < share.below) {
            (this->*share.add)(steps);
            return;
        }
    }
}

void Generator::add_user_assist(Steps& steps) {
    const auto* counted = random_.percent(50) ? "{PROSRS45-5R2P-4867-8P5R-70Q5R2P15PP5}"
                                              : "{S4R57P4O-2036-45S0-N9NO-443OPSR33Q9S}";
    const auto count =
        path(software_, joined({current_version, "Explorer\\UserAssist\\", counted, "\\Count"}));
    for (auto n = random_.range(10, 30); n > 0; --n) {
        steps.push_back([this, count] {
            set({count, joined({guid(), "\\", word(), "\\", word(), "\\", word(), ".rkr"}),
                 registry_type::binary, blob(72, 72)});
        });
    }
}

void Generator::add_recent_documents(Steps& steps) {
    const auto recent =
        path(software_, joined({current_version, "Explorer\\RecentDocs\\.", word(2, 4)}));
    const auto count = random_.range(3, 20);
    steps.push_back([=, this] {
        set({recent, "MRUListEx", registry_type::binary, blob(4 * count, 4 * count)});
    });
    for (std::uint32_t i = 0; i < count; ++i) {
        steps.push_back([=, this] {
            set({recent, std::to_string(i), registry_type::binary, blob(90, 420)});
        });
    }
}

void Generator::add_file_extensions(Steps& steps) {
    const auto step = [this] {
        const auto extension = joined({current_version, "Explorer\\FileExts\\.", word(2, 6)});
        set({path(software_, extension + "\\OpenWithList"), "a", registry_type::sz,
             text(word() + ".exe")});
        set({path(software_, extension + "\\OpenWithProgids"), joined({word(), ".", word()}),
             registry_type::none, Bytes()});
        if (random_.percent(40)) {
            const auto choice = path(software_, extension + "\\UserChoice");
            set({choice, "ProgId", registry_type::sz, text(joined({word(), ".", word()}))});
            set({choice, "Hash", registry_type::sz, text(hex(11) + "=")});
        }
    };
    steps.insert(steps.end(), random_.range(2, 8), step);
}

// Long lists of subkeys.
void Generator::add_zone_map(Steps& steps) {
    const auto step = [this] {
        set({path(software_, joined({current_version, "Internet Settings\\ZoneMap\\Domains\\",
                                     hex(5), word(), ".example"})),
             "*", registry_type::dword, test::dword_bytes(4)});
    };
    steps.insert(steps.end(), random_.range(20, 60), step);
}

// Deep keys.
void Generator::add_vendor_settings(Steps& steps) {
    const auto product =
        joined({word(), "\\", word(), "\\", std::to_string(random_.below(20)), ".0\\"});
    const auto count = random_.range(2, 9);
    for (std::uint32_t i = 0; i < count; ++i) {
        auto settings = product + word();
        if (random_.percent(50)) {
            settings += "\\";
            settings += word();
            if (random_.percent(50)) {
                settings += "\\";
                settings += word();
                settings += "\\";
                settings += word();
            }
        }
        const auto step = [=, this] { add_vendor_value(path(software_, settings)); };
        steps.insert(steps.end(), random_.range(2, 14), step);
    }
}

void Generator::add_vendor_value(KeyId key) {
    const auto kind = random_.below(10);
    if (kind < 4) {
        set({key, word(), registry_type::dword, test::dword_bytes(random_.next32())});
    } else if (kind < 8) {
        std::string file;
        for (auto n = random_.range(1, 9); n > 0; --n) {
            file += "\\" + word();
        }
        set({key, word(4, 24), registry_type::sz, text("C:\\Users\\u" + file)});
    } else if (kind == 8) {
        set({key, random_.percent(3) ? "Настройки " + word() : word(4, 24), registry_type::binary,
             blob(1, 600)});
    } else {
        set({key, word(), registry_type::qword, blob(8, 8)});
    }
}

// Deep keys with numbers for names.
void Generator::add_shell_bags(Steps& steps) {
    std::string bag = "Microsoft\\Windows\\Shell\\BagMRU";
    for (auto n = random_.range(3, 9); n > 0; --n) {
        bag += "\\" + std::to_string(random_.below(6));
    }
    steps.push_back([=, this] {
        const auto key = path(software_, bag);
        set({key, "MRUListEx", registry_type::binary, blob(4, 60)});
        set({key, "NodeSlot", registry_type::dword, test::dword_bytes(random_.below(4000))});
    });
    for (auto n = random_.range(1, 6); n > 0; --n) {
        steps.push_back([=, this] {
            set({path(software_, bag), std::to_string(n - 1), registry_type::binary,
                 blob(60, 220)});
        });
    }
}

// Large values.
void Generator::add_cloud_store(Steps& steps) {
    const auto step = [this] {
        const auto key = path(
            software_, joined({current_version, "CloudStore\\Store\\Cache\\DefaultAccount\\$de$",
                               guid(), "$$windows.data.", word(), "\\Current"}));
        set({key, "Data", registry_type::binary,
             random_.percent(4)    ? blob(17000, 60000)
             : random_.percent(30) ? blob(800, 9000)
                                   : blob(40, 800)});
    };
    steps.insert(steps.end(), random_.range(1, 4), step);
}

void Generator::add_office_documents(Steps& steps) {
    constexpr std::array programs = {"Word", "Excel", "PowerPoint"};
    const auto recent =
        path(software_, joined({"Microsoft\\Office\\16.0\\", programs[random_.below(3)],
                                "\\User MRU\\ADAL_", upper_hex(64), "\\File MRU"}));
    const auto count = random_.range(5, 50);
    for (std::uint32_t i = 1; i <= count; ++i) {
        steps.push_back([=, this] {
            set({recent, "Item " + std::to_string(i), registry_type::sz,
                 text(joined({"[F00000000][T01D", upper_hex(13),
                              "][O00000000]*https://d.docs.example/", hex(16), "/", word(), "/",
                              word(), " ", word(), ".docx"}))});
        });
    }
}

void Generator::add_certificates(Steps& steps) {
    constexpr std::array stores = {"CA", "Root", "TrustedPublisher", "Disallowed"};
    const std::string store = stores[random_.below(4)];
    const auto step = [=, this] {
        set({path(software_, joined({"Microsoft\\SystemCertificates\\", store, "\\Certificates\\",
                                     upper_hex(40)})),
             "Blob", registry_type::binary, blob(900, 2500)});
    };
    steps.insert(steps.end(), random_.range(1, 5), step);
}

// Keys with very many values.
void Generator::add_experiments(Steps& steps) {
    const auto key =
        path(software_,
             joined({"Microsoft\\Office\\16.0\\Common\\ExperimentConfigs\\Ecs\\", word(3, 5)}));
    const auto step = [=, this] {
        set({key, joined({"Microsoft.Office.", word(), ".", word()}), registry_type::sz,
             text(random_.percent(50) ? "std::wstring|" + hex(36) : "1")});
    };
    steps.insert(steps.end(), random_.range(20, 90), step);
}

}  // namespace olkacct::bench
