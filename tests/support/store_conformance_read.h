// Conformance of stores: reading. Included by store_conformance.h only.
#pragma once

#include <algorithm>
#include <thread>

#include "olkacct/text.h"
#include "support/store_conformance.h"

namespace olkacct::testing_support {

TEST_P(StoreConformance, announces_the_capabilities_it_has) {
    EXPECT_EQ(make({})->capabilities(), GetParam().capabilities);
    EXPECT_FALSE(make({})->name().empty());
}

TEST_P(StoreConformance, refuses_what_it_is_not_capable_of) {
    const auto store = make({});
    if (!store->capabilities().write) {
        const auto begun = store->begin_write();
        ASSERT_FALSE(begun.has_value());
        EXPECT_EQ(begun.error().code, ErrorCode::not_supported_by_store);
    }
    if (!store->capabilities().watch) {
        const auto watch = store->watch();
        ASSERT_FALSE(watch.has_value());
        EXPECT_EQ(watch.error().code, ErrorCode::not_supported_by_store);
    }
    EXPECT_TRUE(store->begin_read().has_value());
}

TEST_P(StoreConformance, gives_an_empty_root_for_an_empty_store) {
    EXPECT_EQ(read_all(*make({})), Content{});
}

TEST_P(StoreConformance, gives_back_keys_and_values_as_they_were_stored) {
    const Content content{
        .values = {text_value(u"Name", u"root"), value(u"", registry_type::sz, "")},
        .subkeys = {{.name = u"Software",
                     .values = {value(u"n", registry_type::dword, {"\x01\0\0\0", 4})},
                     .subkeys = {{.name = u"Empty"},
                                 {.name = u"Microsoft", .values = {text_value(u"v", u"x")}}}},
                    {.name = u"AppEvents"}}};
    EXPECT_EQ(all_of(*make(content)), given(content));
}

TEST_P(StoreConformance, finds_a_key_whatever_the_case_of_its_name) {
    const OpenStore opened(make({.subkeys = {{.name = u"Software"},
                                             {.name = u"Caf\u00E9"},
                                             {.name = u"\u0416\u0443\u043A"},
                                             {.name = u"\u00FF"}}}));
    EXPECT_TRUE(opened.has(u"SOFTWARE"));
    EXPECT_TRUE(opened.has(u"software"));
    EXPECT_TRUE(opened.has(u"cAF\u00C9"));
    EXPECT_TRUE(opened.has(u"\u0436\u0423\u041A"));
    EXPECT_TRUE(opened.has(u"\u0178"));
}

TEST_P(StoreConformance, keeps_names_apart_that_windows_keeps_apart) {
    const OpenStore opened(
        make({.subkeys = {{.name = u"I"}, {.name = u"stra\u00DFe"}, {.name = u"\U00010428"}}}));
    EXPECT_FALSE(opened.has(u"\u0131"));
    EXPECT_FALSE(opened.has(u"STRASSE"));
    EXPECT_FALSE(opened.has(u"\U00010400"));
    EXPECT_TRUE(opened.has(u"\U00010428"));
}

TEST_P(StoreConformance, gives_nothing_for_a_missing_key) {
    const OpenStore opened(make({.subkeys = {{.name = u"Software"}, {.name = u"System"}}}));
    for (const auto* name : {u"Soft", u"Softwarez", u"A", u"Zz", u"Software\\x"}) {
        EXPECT_FALSE(opened.has(name)) << to_utf8(name);
    }
}

TEST_P(StoreConformance, gives_nothing_for_a_missing_value) {
    const OpenStore opened(make({.values = {text_value(u"Name", u"x")}}));
    EXPECT_FALSE(opened.value(u"Nam").has_value());
    EXPECT_FALSE(opened.value(u"Names").has_value());
    EXPECT_FALSE(opened.value(u"").has_value());
}

TEST_P(StoreConformance, finds_a_value_whatever_the_case_and_gives_its_own_spelling) {
    const OpenStore opened(make({.values = {text_value(u"SMTP S\u00E9rver", u"x")}}));
    const auto found = opened.value(u"smtp s\u00C9RVER");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(*found, text_value(u"SMTP S\u00E9rver", u"x"));
}

TEST_P(StoreConformance, lists_subkeys_in_the_order_of_their_upcased_names) {
    const auto store = make({.subkeys = {{.name = u"b"},
                                         {.name = u"_"},
                                         {.name = u"C"},
                                         {.name = u"a"},
                                         {.name = u"AB"},
                                         {.name = u"\u00E9"}}});
    std::vector<std::u16string> names;
    for (const Content& subkey : read_all(*store).subkeys) {
        names.push_back(subkey.name);
    }
    EXPECT_EQ(names, (std::vector<std::u16string>{u"a", u"AB", u"b", u"C", u"_", u"\u00E9"}));
}

TEST_P(StoreConformance, lists_values_in_the_order_in_which_they_were_written) {
    const Content content{
        .values = {text_value(u"zzz", u"1"), text_value(u"", u"2"), text_value(u"aaa", u"3")}};
    EXPECT_EQ(all_of(*make(content)).values, given(content).values);
}

TEST_P(StoreConformance, keeps_a_value_type_of_any_number) {
    Content content;
    for (const std::uint32_t type : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 10U, 11U, 12U,
                                     0x40001U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
        const std::string number = std::to_string(type);
        content.values.push_back({std::u16string(number.begin(), number.end()), type, bytes("ab")});
    }
    EXPECT_EQ(all_of(*make(content)).values, given(content).values);
}

TEST_P(StoreConformance, keeps_data_of_any_length_whatever_the_type) {
    Content content;
    for (const std::size_t length : {0U, 1U, 3U, 4U, 5U, 16344U, 16345U, 100000U}) {
        std::string data(length, '\0');
        for (std::size_t i = 0; i < length; ++i) {
            data[i] = static_cast<char>(i * 7 + length);
        }
        const std::string number = std::to_string(length);
        const std::u16string name(number.begin(), number.end());
        content.values.push_back(value(u"binary " + name, registry_type::binary, data));
        content.values.push_back(value(u"text " + name, registry_type::sz, data));
        content.values.push_back(value(u"number " + name, registry_type::dword, data));
    }
    EXPECT_EQ(all_of(*make(content)).values, given(content).values);
}

TEST_P(StoreConformance, tells_the_unnamed_value_from_one_named_at) {
    const OpenStore opened(make({.values = {text_value(u"@", u"at"), text_value(u"", u"none")}}));
    EXPECT_EQ(opened.value(u""), text_value(u"", u"none"));
    EXPECT_EQ(opened.value(u"@"), text_value(u"@", u"at"));
}

TEST_P(StoreConformance, keeps_lone_surrogates_in_names_and_data) {
    const std::u16string high{u'h', char16_t{0xD800}};
    const std::u16string low{char16_t{0xDC01}, u'l'};
    const Content content{.values = {text_value(high, low)}, .subkeys = {{.name = low}}};
    const auto store = make(content);
    EXPECT_EQ(read_all(*store), content);
    EXPECT_TRUE(OpenStore(store).has(low));
}

TEST_P(StoreConformance, keeps_names_with_signs_that_mean_something_elsewhere) {
    const Content content{.values = {text_value(u"a\"b\\c=d", u"\"\\\r\n[;@]="),
                                     text_value(u"[x]", u""), text_value(u";", u";")},
                          .subkeys = {{.name = u"#x"}, {.name = u"-a]b[\"c"}, {.name = u"; =@"}}};
    EXPECT_EQ(all_of(*make(content)), given(content));
}

TEST_P(StoreConformance, holds_thousands_of_subkeys_and_values) {
    Content content;
    for (int i = 0; i < 3000; ++i) {
        const std::string number = std::to_string(i * 7919 % 3001);
        const std::u16string name(number.begin(), number.end());
        content.subkeys.push_back({.name = u"k" + name, .values = {text_value(u"n", name)}});
        content.values.push_back(text_value(u"v" + name, name));
    }
    const auto store = make(content);
    EXPECT_EQ(all_of(*store), given(content));
    EXPECT_TRUE(OpenStore(store).has(u"K2999"));
    EXPECT_FALSE(OpenStore(store).has(u"K3001"));
}

TEST_P(StoreConformance, holds_keys_two_hundred_deep) {
    Content content{.name = u"leaf", .values = {text_value(u"v", u"deep")}};
    std::u16string path = u"leaf";
    for (int i = 0; i < 199; ++i) {
        content = {.name = u"k", .subkeys = {content}};
        path = u"k\\" + path;
    }
    EXPECT_TRUE(OpenStore(make({.subkeys = {content}})).has(path));
}

TEST_P(StoreConformance, gives_class_names_as_it_announces) {
    const Content content{.subkeys = {{.name = u"a", .class_name = u"Cl\u00E4ss"}}};
    EXPECT_EQ(read_all(*make(content)),
              GetParam().keeps_class_names ? content : without_class_names(content));
}

TEST_P(StoreConformance, walks_a_path_and_says_when_it_ends_early) {
    const OpenStore opened(make({.subkeys = {{.name = u"A", .subkeys = {{.name = u"B"}}}}}));
    EXPECT_TRUE(opened.has(u""));
    EXPECT_TRUE(opened.has(u"a\\b"));
    EXPECT_FALSE(opened.has(u"a\\c"));
    EXPECT_FALSE(opened.has(u"b\\a"));
}

TEST_P(StoreConformance, reads_sound_content_without_a_warning) {
    const OpenStore opened(make({.subkeys = {{.name = u"A"}}}));
    EXPECT_EQ(read_all(*opened.transaction, opened->root()).subkeys.size(), 1U);
    EXPECT_TRUE(opened->security(opened->root()).has_value());
    EXPECT_TRUE(opened->verify().has_value());
    EXPECT_TRUE(opened->warnings().empty());
}

TEST_P(StoreConformance, serves_several_readers_at_once) {
    Content content;
    for (int i = 0; i < 40; ++i) {
        content.subkeys.push_back({.name = {u'k', static_cast<char16_t>(u'0' + i)}});
    }
    const auto store = make(content);
    std::vector<Content> seen(4);
    std::vector<std::thread> readers;
    for (Content& mine : seen) {
        readers.emplace_back([&store, &mine] { mine = read_all(*store); });
    }
    for (std::thread& reader : readers) {
        reader.join();
    }
    EXPECT_TRUE(std::ranges::all_of(
        seen, [expected = sorted(content)](const Content& mine) { return mine == expected; }));
}

TEST_P(StoreConformance, outlives_its_handle_while_a_transaction_is_open) {
    OpenStore opened(make({.values = {text_value(u"v", u"x")}}));
    opened.store.reset();
    EXPECT_EQ(opened.value(u"v"), text_value(u"v", u"x"));
}

TEST_P(StoreConformance, lets_read_snapshot_run_once_when_nothing_changes) {
    const auto store = make({.subkeys = {{.name = u"A"}}});
    int runs = 0;
    const auto outcome = read_snapshot(*store, [&runs](registry::ReadTransaction& transaction) {
        ++runs;
        return transaction.subkeys(transaction.root()).map([](const auto&) {});
    });
    EXPECT_TRUE(outcome.has_value());
    EXPECT_EQ(runs, 1);
}

}  // namespace olkacct::testing_support
