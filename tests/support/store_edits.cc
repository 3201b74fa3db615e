// The edits, and the memory store as the judge of what they should give.
#include "support/store_edits.h"

#include <cctype>
#include <stdexcept>

#include "registry/memory/memory_store.h"

namespace olkacct::testing_support {
namespace {

using registry::KeyId;
using registry::WriteTransaction;

template <class T>
T must(Result<T> outcome) {
    if (!outcome) throw std::runtime_error(outcome.error().what);
    if constexpr (!std::is_void_v<T>) return *std::move(outcome);
}

std::u16string numbered(std::u16string_view stem, int number) {
    const std::string digits = std::to_string(number);
    return std::u16string(stem) + std::u16string(digits.begin(), digits.end());
}

KeyId at(WriteTransaction& transaction, std::u16string_view path) {
    const auto key = must(find_path(transaction, transaction.root(), path));
    if (!key) throw std::runtime_error("an edit looks for a key that is not there");
    return *key;
}

void set(WriteTransaction& transaction, std::u16string_view path, RegistryValue what) {
    must(transaction.set_value(at(transaction, path), std::move(what)));
}

KeyId make_account(WriteTransaction& transaction, KeyId parent, std::u16string_view name) {
    const KeyId key = must(transaction.create_key(parent, name));
    for (int i = 0; i < 20; ++i) {
        must(transaction.set_value(key, text_value(numbered(u"value ", i), u"pop.example.org")));
    }
    return key;
}

RegistryValue blob(std::u16string name, std::size_t length) {
    return value(std::move(name), registry_type::binary, std::string(length, 'b'));
}

constexpr const char16_t* accounts = u"Profile\\Accounts";
constexpr const char16_t* first = u"Profile\\Accounts\\1";

}  // namespace

std::string StoreEdit::test_name() const {
    std::string out = name;
    for (char& c : out) {
        c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    }
    return out;
}

Content edited_content() {
    Content list{.name = u"Accounts", .values = {text_value(u"NextAccountID", u"4")}};
    for (int i = 1; i < 4; ++i) {
        list.subkeys.push_back({.name = numbered(u"", i),
                                .values = {text_value(u"Account Name", u"a@example.org"),
                                           text_value(u"Server", u"old.example.org"),
                                           value(u"Port", registry_type::dword, "1234"),
                                           blob(u"Mini UID", 64), blob(u"Big", 6000)}});
    }
    return {.values = {text_value(u"DefaultProfile", u"Profile")},
            .subkeys = {{.name = u"Other", .values = {text_value(u"v", u"x")}},
                        {.name = u"Profile",
                         .subkeys = {list, {.name = u"Services", .subkeys = {{.name = u"A"}}}}}}};
}

std::vector<StoreEdit> twenty_edits() {
    using W = WriteTransaction&;
    return {
        {"set a value of the same size",
         [](W w) { set(w, first, text_value(u"Server", u"new.example.org")); }},
        {"make a value longer",
         [](W w) { set(w, first, text_value(u"Server", std::u16string(300, u's'))); }},
        {"make a value shorter", [](W w) { set(w, first, text_value(u"Server", u"s")); }},
        {"give a value another type",
         [](W w) { set(w, first, value(u"Port", registry_type::sz, "")); }},
        {"add a value", [](W w) { set(w, first, text_value(u"New", u"x")); }},
        {"add the unnamed value", [](W w) { set(w, first, text_value(u"", u"x")); }},
        {"add a value with a name beyond Latin",
         [](W w) { set(w, first, text_value(u"\u0416\u0443\u043A", u"\u00E9")); }},
        {"add a value of 40,000 bytes", [](W w) { set(w, first, blob(u"Huge", 40000)); }},
        {"replace a big value by a small one", [](W w) { set(w, first, blob(u"Big", 3)); }},
        {"delete a value", [](W w) { must(w.delete_value(at(w, first), u"Server")); }},
        {"delete a big value", [](W w) { must(w.delete_value(at(w, first), u"Big")); }},
        {"create an empty key", [](W w) { must(w.create_key(at(w, accounts), u"0")); }},
        {"create an account", [](W w) { make_account(w, at(w, accounts), u"4"); }},
        {"create keys five deep",
         [](W w) {
             KeyId key = w.root();
             for (int i = 0; i < 5; ++i) key = must(w.create_key(key, numbered(u"deep", i)));
             must(w.set_value(key, text_value(u"v", u"x")));
         }},
        {"create forty keys",
         [](W w) {
             for (int i = 0; i < 40; ++i) must(w.create_key(w.root(), numbered(u"key", i)));
         }},
        {"delete an account", [](W w) { must(w.delete_key(at(w, first))); }},
        {"delete a key with everything below", [](W w) { must(w.delete_key(at(w, u"Profile"))); }},
        {"delete a key and make it anew",
         [](W w) {
             must(w.delete_key(at(w, first)));
             make_account(w, at(w, accounts), u"1");
         }},
        {"change two keys at once",
         [](W w) {
             set(w, u"", text_value(u"DefaultProfile", u"None"));
             set(w, u"Other", text_value(u"v", u"y"));
         }},
        {"change every account and the list",
         [](W w) {
             for (int i = 1; i < 4; ++i) {
                 set(w, numbered(u"Profile\\Accounts\\", i), text_value(u"Server", u"mail"));
             }
             set(w, accounts, text_value(u"NextAccountID", u"9"));
         }},
    };
}

Content content_after(const Content& before, const StoreEdit& edit) {
    const auto store = registry::make_memory_store("judge", to_tree(before));
    const auto transaction = must(store->begin_write());
    edit.make(*transaction);
    must(transaction->commit());
    return read_all(*store);
}

}  // namespace olkacct::testing_support
