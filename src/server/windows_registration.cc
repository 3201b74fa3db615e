// The keys of HKEY_LOCAL_MACHINE that COM, MAPI programs and Wine look into.
#include "server/windows_registration.h"

#include <cstdint>
#include <cstring>
#include <string>

#include "base/upcase.h"
#include "base/windows_key.h"
#include "olkacct/guid.h"
#include "olkacct/registry_value.h"
#include "olkacct/text.h"
#include "server/class_table.h"

namespace olkacct::server {
namespace {

using base::WindowsKey;

constexpr std::u16string_view classes_path = u"Software\\Classes\\CLSID\\";
constexpr std::u16string_view mail_path = u"Software\\Clients\\Mail";
constexpr std::u16string_view provider_name = u"olkacct";
constexpr std::u16string_view path_value = u"DllPathEx";
/// The default of Clients\Mail before; the type is REG_NONE when there was none.
constexpr std::u16string_view former_value = u"Former Default";
/// A REG_DWORD: Clients\Mail itself was made by us.
constexpr std::u16string_view made_value = u"Made Key";

std::u16string units(const std::wstring& text) { return {text.begin(), text.end()}; }
std::u16string joined(std::u16string_view left, std::u16string_view right) {
    return std::u16string(left) + std::u16string(right);
}

RegistryValue text_value(std::u16string_view name, std::u16string_view text) {
    RegistryValue out{std::u16string(name), registry_type::sz, {}};
    out.data.resize((text.size() + 1) * sizeof(char16_t));
    std::memcpy(out.data.data(), text.data(), text.size() * sizeof(char16_t));
    return out;
}

RegistryValue number_value(std::u16string_view name, std::uint32_t number) {
    RegistryValue out{std::u16string(name), registry_type::dword, {}};
    out.data.resize(sizeof number);
    std::memcpy(out.data.data(), &number, sizeof number);
    return out;
}

std::u16string text_of(const std::optional<RegistryValue>& value) {
    if (!value || value->type != registry_type::sz) {
        return {};
    }
    std::u16string out(value->data.size() / sizeof(char16_t), u'\0');
    std::memcpy(out.data(), value->data.data(), out.size() * sizeof(char16_t));
    return out.substr(0, out.find(u'\0'));
}

std::u16string class_path(const CLSID& id) {
    Guid guid{id.Data1, id.Data2, id.Data3, {}};
    std::copy(std::begin(id.Data4), std::end(id.Data4), guid.data4.begin());
    return joined(classes_path, from_wtf8(guid.to_string()));
}

Result<void> register_class(const CreatableClass& known, const std::wstring& library) {
    const std::u16string path = class_path(known.id);
    const auto key = WindowsKey::create(HKEY_LOCAL_MACHINE, path);
    if (!key) {
        return tl::unexpected(key.error());
    }
    const auto server = WindowsKey::create(key->first.get(), u"InprocServer32");
    if (!server) {
        return tl::unexpected(server.error());
    }
    return key->first.set(text_value(u"", from_wtf8(known.name)))
        .and_then([&] { return server->first.set(text_value(u"", units(library))); })
        .and_then([&] { return server->first.set(text_value(u"ThreadingModel", u"Both")); });
}

/// The default of Clients\Mail as it was; nothing when it had none.
Result<void> restore_default(const WindowsKey& mail, const WindowsKey& own) {
    const auto now = mail.value(u"");
    const auto former = own.value(std::u16string(former_value));
    if (!now || !former) {
        return tl::unexpected(now ? former.error() : now.error());
    }
    if (!base::same_name(text_of(*now), provider_name)) {
        return {};
    }
    if (!*former || (*former)->type == registry_type::none) {
        return mail.remove_value(u"");
    }
    RegistryValue restored = **former;
    restored.name.clear();
    return mail.set(restored);
}

}  // namespace

Result<void> register_classes(const std::wstring& library) {
    for (const CreatableClass& known : creatable_classes()) {
        if (auto done = register_class(known, library); !done) {
            (void)unregister_classes();
            return done;
        }
    }
    return {};
}

Result<void> unregister_classes() {
    for (const CreatableClass& known : creatable_classes()) {
        if (auto done = WindowsKey::remove(HKEY_LOCAL_MACHINE, class_path(known.id)); !done) {
            return done;
        }
    }
    return {};
}

Result<void> become_mapi_provider(const std::wstring& library) {
    if (library.size() > max_provider_path) {
        return fail(ErrorCode::limit_exceeded,
                    "MAPI programs pass over a provider whose path has " +
                        std::to_string(max_provider_path + 1) +
                        " characters or more: move the library to a folder with a shorter path",
                    to_display(units(library)));
    }
    const auto mail = WindowsKey::create(HKEY_LOCAL_MACHINE, std::u16string(mail_path));
    if (!mail) {
        return tl::unexpected(mail.error());
    }
    const auto own = WindowsKey::create(mail->first.get(), std::u16string(provider_name));
    if (!own) {
        return tl::unexpected(own.error());
    }
    // Whoever is provider already keeps what it remembers.
    if (own->second) {
        auto former = mail->first.value(u"");
        if (!former) {
            return tl::unexpected(former.error());
        }
        RegistryValue kept = *former ? std::move(**former) : RegistryValue{};
        kept.name = former_value;
        auto done = own->first.set(kept).and_then(
            [&] { return own->first.set(number_value(made_value, mail->second ? 1 : 0)); });
        if (!done) {
            return done;
        }
    }
    return own->first.set(text_value(path_value, units(library))).and_then([&] {
        return mail->first.set(text_value(u"", provider_name));
    });
}

Result<void> cease_to_be_mapi_provider() {
    const auto mail =
        WindowsKey::open(HKEY_LOCAL_MACHINE, std::u16string(mail_path), KEY_READ | KEY_WRITE);
    if (!mail || !*mail) {
        return mail.map([](const auto&) {});
    }
    const auto own = WindowsKey::open((*mail)->get(), std::u16string(provider_name), KEY_READ);
    if (!own || !*own) {
        return own.map([](const auto&) {});
    }
    const auto made = (*own)->value(std::u16string(made_value));
    const bool is_ours = made && *made && **made == number_value(made_value, 1);
    auto done = restore_default(**mail, **own).and_then([&] {
        return WindowsKey::remove((*mail)->get(), std::u16string(provider_name));
    });
    if (!done || !is_ours) {
        return done;
    }
    const auto left = (*mail)->subkeys();
    const auto values = (*mail)->values();
    if (!left || !values || !left->empty() || !values->empty()) {
        return {};
    }
    return WindowsKey::remove(HKEY_LOCAL_MACHINE, std::u16string(mail_path));
}

}  // namespace olkacct::server
