// The keys that every user's hive has before anybody works with it.
#include <algorithm>
#include <array>

#include "generator.h"
#include "olkacct/text.h"

namespace olkacct::bench {

namespace {

constexpr std::array root_keys = {"AppEvents", "Console",         "Control Panel", "Environment",
                                  "EUDC",      "Keyboard Layout", "Network",       "Printers",
                                  "System",    "Uninstall"};
constexpr std::array control_panel_keys = {"Colors",
                                           "Desktop\\WindowMetrics",
                                           "Desktop\\MuiCached",
                                           "Cursors",
                                           "International\\Geo",
                                           "International\\User Profile",
                                           "Keyboard",
                                           "Mouse",
                                           "PowerCfg\\PowerPolicies\\0",
                                           "PowerCfg\\PowerPolicies\\1",
                                           "Accessibility\\StickyKeys",
                                           "Accessibility\\Keyboard Response"};
constexpr std::array microsoft_keys = {"Active Setup",
                                       "ActiveMovie",
                                       "ActiveSync",
                                       "Assistance",
                                       "AuthCookies",
                                       "Avalon.Graphics",
                                       "Clipboard",
                                       "Command Processor",
                                       "Common",
                                       "CTF",
                                       "Edge",
                                       "EdgeUpdate",
                                       "EventSystem",
                                       "F12",
                                       "Fax",
                                       "Feeds",
                                       "FTP",
                                       "GameBar",
                                       "GameBarApi",
                                       "GDIPlus",
                                       "IMEJP",
                                       "IMEMIP",
                                       "Input",
                                       "InputMethod",
                                       "InputPersonalization",
                                       "Installer",
                                       "Internet Explorer",
                                       "Keyboard",
                                       "MediaPlayer",
                                       "Messenger",
                                       "MobilePC",
                                       "MPEG2Demultiplexer",
                                       "MSF",
                                       "Multimedia",
                                       "Narrator",
                                       "Notepad",
                                       "Office",
                                       "OneDrive",
                                       "Osk",
                                       "PeerNet",
                                       "Personalization",
                                       "Phone",
                                       "Pim",
                                       "PlayToReceiver",
                                       "Poom",
                                       "RAS AutoDial",
                                       "RAS Phonebook",
                                       "Remote Assistance",
                                       "ScreenMagnifier",
                                       "SecurityManager",
                                       "Sensors",
                                       "Shared",
                                       "Shared Tools",
                                       "SkyDrive",
                                       "Siuf",
                                       "Speech",
                                       "Speech_OneCore",
                                       "SQMClient",
                                       "SystemCertificates",
                                       "TabletTip",
                                       "Teams",
                                       "TelemetryClient",
                                       "Tracing",
                                       "TV System Services",
                                       "UEV",
                                       "Unified Store",
                                       "Unistore",
                                       "UserData",
                                       "VBA",
                                       "WAB",
                                       "wcmsvc",
                                       "wfs",
                                       "Windows",
                                       "Windows Media",
                                       "Windows NT",
                                       "Windows Script",
                                       "Windows Script Host",
                                       "Windows Search",
                                       "Windows Security Health",
                                       "Wisp",
                                       "XboxLive"};
constexpr std::array software_keys = {
    "7-Zip",       "Adobe",       "AppDataLow", "Clients", "Google",   "Intel",
    "Macromedia",  "Mozilla",     "Netscape",   "ODBC",    "Policies", "RegisteredApplications",
    "SyncEngines", "Wow6432Node", "Zoom"};
constexpr std::array office_keys = {"11.0",   "12.0",       "14.0",    "15.0", "16.0",
                                    "Common", "ClickToRun", "Outlook", "Teams"};
constexpr std::array office_16_keys = {"Access",        "Common",     "Excel",     "Firstrun",
                                       "Graph",         "IEAwesome",  "Lync",      "OneNote",
                                       "Outlook",       "PowerPoint", "Publisher", "Registration",
                                       "User Settings", "WEF",        "Word"};
constexpr std::array outlook_keys = {"Addins",
                                     "AutoDiscover",
                                     "Display Types",
                                     "Diagnostics",
                                     "Message",
                                     "Options\\Mail",
                                     "Options\\Calendar",
                                     "Perf",
                                     "PST",
                                     "Preferences",
                                     "Profiles",
                                     "Resiliency",
                                     "RoamingState",
                                     "Search\\Catalog",
                                     "Security",
                                     "Setup",
                                     "SQM",
                                     "UserInfo",
                                     "Windows"};

}  // namespace

std::vector<test::Bytes> Generator::descriptors(Random& random) {
    // S-1-5-32-544
    const auto administrators = test::hex_bytes("01020000000000052000000020020000");
    std::vector<Bytes> all;
    for (std::uint32_t i = 0; i < 9; ++i) {
        Bytes descriptor(random.range(120, 300) & ~3U);
        const auto put = [&descriptor](std::size_t offset, const Bytes& bytes) {
            std::ranges::copy(bytes, descriptor.begin() + static_cast<std::ptrdiff_t>(offset));
        };
        // Owner at 20, group at 36, an access list at 52.
        put(0, test::hex_bytes("0100049414000000240000000000000034000000"));
        put(20, administrators);
        put(36, administrators);
        const auto list_size = static_cast<std::uint32_t>(descriptor.size() - 52);
        const auto entries = (list_size - 8) / 24;
        test::put16(descriptor, 52, 2);
        test::put16(descriptor, 54, list_size);
        test::put_number(descriptor, 56, entries, 1);
        for (std::size_t entry = 0; entry < entries; ++entry) {
            const auto offset = 60 + 24 * entry;
            put(offset, test::hex_bytes("0002180000000f00"));
            test::put_number(descriptor, offset + 4, 0x3F + i, 1);
            put(offset + 8, administrators);
        }
        all.push_back(std::move(descriptor));
    }
    return all;
}

void Generator::add_skeleton() {
    constexpr auto root = test::HiveBuilder::root;
    software_ = key(root, "Software");
    for (const auto* name : root_keys) {
        key(root, name);
    }
    for (const auto* name : control_panel_keys) {
        const auto panel = path(root, joined({"Control Panel\\", name}));
        for (auto n = random_.range(4, 40); n > 0; --n) {
            set({panel, word(), registry_type::sz,
                 test::text_bytes(from_wtf8(std::to_string(random_.below(400))))});
        }
    }
    for (const auto* name : {"TEMP", "TMP", "Path"}) {
        set({path(root, "Environment"), name, registry_type::expand_sz,
             test::text_bytes(u"%USERPROFILE%\\AppData\\Local\\Temp")});
    }
    for (const auto* name : microsoft_keys) {
        const auto product = key(path(software_, "Microsoft"), name);
        if (random_.percent(60)) {
            set({product, word(), registry_type::dword, test::dword_bytes(random_.below(9))});
        }
    }
    for (const auto* name : software_keys) {
        key(software_, name);
    }
    for (const auto* name : office_keys) {
        key(path(software_, "Microsoft\\Office"), name);
    }
    for (const auto* name : office_16_keys) {
        key(path(software_, "Microsoft\\Office\\16.0"), name);
    }
    for (const auto* name : outlook_keys) {
        path(software_, joined({"Microsoft\\Office\\16.0\\Outlook\\", name}));
    }
    set({path(software_, "Microsoft\\Office\\16.0\\Outlook"), "DefaultProfile", registry_type::sz,
         test::text_bytes(u"Outlook")});
}

}  // namespace olkacct::bench
