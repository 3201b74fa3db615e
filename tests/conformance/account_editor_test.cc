// The account editor, a class of our own: its contract is include/olkacct/accteditor.h.
#include <olkacct/accteditor.h>

#include <filesystem>
#include <iterator>

#include "client.h"

namespace olkacct::test {
namespace {

using Ids = std::vector<DWORD>;
using Bytes8 = std::vector<std::uint8_t>;

std::vector<WCHAR> wide(std::u16string_view text) {
    std::vector<WCHAR> out(text.begin(), text.end());
    out.push_back(0);
    return out;
}

ACCT_PROP text_prop(DWORD tag, std::vector<WCHAR>& text) {
    ACCT_PROP prop{tag, {}};
    prop.Value.dwType = PT_UNICODE;
    prop.Value.Val.pwsz = text.data();
    return prop;
}

ACCT_PROP number_prop(DWORD tag, DWORD number) { return {tag, number_variant(number)}; }

class AccountEditor : public Conformance {
  protected:
    static Owned<IOlkAccountEditor> new_editor() {
        void* object = nullptr;
        EXPECT_EQ(OlkCreateAccountEditor(IID_IOlkAccountEditor, &object), S_OK);
        return Owned(static_cast<IOlkAccountEditor*>(object));
    }
    // Of the profile "Ann" of the source that managers open.
    static Owned<IOlkAccountEditor> open_editor() {
        auto editor = new_editor();
        const auto name = wide(u"Ann");
        EXPECT_EQ(editor->Open(nullptr, name.data()), S_OK);
        return editor;
    }
    // Whether the kind of source that is tried keeps secrets.
    bool keeps_secrets() const { return source().starts_with(kind_with_secrets); }
    Read stored(DWORD id, DWORD tag) {
        const auto manager = open_manager();
        return read(*find(*manager.get(), id).get(), tag);
    }
};

}  // namespace

TEST_F(AccountEditor, is_made_by_its_function_and_its_class_factory) {
    void* object = nullptr;
    ASSERT_EQ(OlkGetClassObject(CLSID_OlkAccountEditor, IID_IClassFactory, &object), S_OK);
    const Owned factory(static_cast<IClassFactory*>(object));
    ASSERT_EQ(factory->CreateInstance(nullptr, IID_IOlkAccountEditor, &object), S_OK);
    const Owned made(static_cast<IOlkAccountEditor*>(object));
    EXPECT_EQ(made->SetDefaultAccount(pop3), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(OlkCreateAccountEditor(IID_IOlkAccountManager, &object), E_NOINTERFACE);
    EXPECT_EQ(object, nullptr);
    EXPECT_EQ(OlkCreateAccountEditor(IID_IOlkAccountEditor, nullptr), E_POINTER);
}

TEST_F(AccountEditor, answers_its_interfaces_and_no_other_object_answers_them) {
    const auto editor = new_editor();
    for (const IID& iid : {IID_IUnknown, IID_IOlkErrorUnknown, IID_IOlkAccountEditor}) {
        void* object = nullptr;
        EXPECT_EQ(editor->QueryInterface(iid, &object), S_OK);
        static_cast<IUnknown*>(object)->Release();
    }
    for (const IID& iid : {IID_IOlkAccountManager, IID_IOlkAccount, IID_IOlkEnum}) {
        void* object = nullptr;
        EXPECT_EQ(editor->QueryInterface(iid, &object), E_NOINTERFACE);
    }
    void* object = nullptr;
    EXPECT_EQ(open_manager()->QueryInterface(IID_IOlkAccountEditor, &object), E_NOINTERFACE);
}

TEST_F(AccountEditor, needs_to_be_opened_before_anything_else) {
    const auto editor = new_editor();
    DWORD id = 5;
    EXPECT_EQ(editor->CreateAccount(nullptr, &id), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(id, 0U);
    EXPECT_EQ(editor->SetProps(pop3, 0, nullptr), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(editor->ClearProps(pop3, 0, nullptr), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(editor->SetOrder(&CLSID_OlkMail, 0, nullptr), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(editor->SetDefaultAccount(pop3), E_OLK_NOT_INITIALIZED);
}

TEST_F(AccountEditor, opens_what_is_there_and_stays_where_it_is_otherwise) {
    const auto editor = new_editor();
    const auto ann = wide(u"ann");
    const auto nobody = wide(u"Nobody");
    const auto nowhere = wide(u"reg:/no/such/file.reg");
    EXPECT_EQ(editor->Open(nullptr, nobody.data()), E_OLK_REGISTRY);
    EXPECT_EQ(editor->Open(nowhere.data(), nullptr), E_OLK_REGISTRY);
    EXPECT_EQ(editor->SetDefaultAccount(pop3), E_OLK_NOT_INITIALIZED);
    const std::string path = (folder_ / "accounts.reg").string();
    const auto source = wide(std::u16string(path.begin(), path.end()));
    EXPECT_EQ(editor->Open(source.data(), ann.data()), S_OK);
    EXPECT_EQ(editor->Open(nowhere.data(), nullptr), E_OLK_REGISTRY);
    EXPECT_EQ(editor->SetDefaultAccount(pop3), S_OK);
    ASSERT_EQ(OlkSetAccountSource(nullptr), S_OK);
    EXPECT_EQ(editor->Open(nullptr, ann.data()), E_OLK_REGISTRY) << "no source is set";
}

TEST_F(AccountEditor, sets_what_the_account_interface_shows_as_read_only) {
    on_each_kind_of_source([&] {
        auto server = wide(u"new.example.com");
        auto name = wide(u"Renamed");
        const ACCT_PROP props[] = {text_prop(PROP_INET_SERVER, server),
                                   text_prop(PROP_ACCT_NAME, name),
                                   number_prop(PROP_INET_PORT, 1995),
                                   number_prop(PROP_SMTP_SECURE_CONNECTION, ENCRYPT_CONN_TLS)};
        ASSERT_EQ(open_editor()->SetProps(pop3, 4, props), S_OK);
        EXPECT_EQ(stored(pop3, PROP_INET_SERVER).text, u"new.example.com");
        EXPECT_EQ(stored(pop3, PROP_ACCT_NAME).text, u"Renamed");
        EXPECT_EQ(stored(pop3, PROP_INET_PORT).number, 1995U);
        EXPECT_NE(stored(pop3, PROP_SMTP_SSL).number, 0U);
    });
}

TEST_F(AccountEditor, sets_all_of_a_call_or_nothing) {
    on_each_kind_of_source([&] {
        auto server = wide(u"new.example.com");
        const auto editor = open_editor();
        const auto refused = [&](const ACCT_PROP& second) {
            const ACCT_PROP props[] = {text_prop(PROP_INET_SERVER, server), second};
            return editor->SetProps(pop3, 2, props);
        };
        EXPECT_EQ(refused(number_prop(PROP_ACCT_ID, 9)), E_OLK_PROP_READ_ONLY);
        EXPECT_EQ(refused(number_prop(PROP_ACCT_MINI_UID, 9)), E_OLK_PROP_READ_ONLY);
        EXPECT_EQ(refused(number_prop(PROP_ACCT_IS_DEFAULT_MAIL, 1)), E_OLK_PROP_READ_ONLY);
        EXPECT_EQ(refused(number_prop(PROP_TAG(PT_LONG, 0x7ABC), 1)), E_INVALIDARG);
        EXPECT_EQ(refused(number_prop(PROP_SMTP_SERVER, 1)), E_INVALIDARG);
        ACCT_PROP missing{PROP_SMTP_SERVER, {}};
        missing.Value.dwType = PT_UNICODE;
        EXPECT_EQ(refused(missing), E_INVALIDARG);
        auto empty = wide(u"");
        EXPECT_EQ(refused(text_prop(PROP_ACCT_NAME, empty)), E_INVALIDARG);
        EXPECT_EQ(editor->SetProps(pop3, 1, nullptr), E_INVALIDARG);
        const ACCT_PROP port = number_prop(PROP_INET_PORT, 1);
        EXPECT_EQ(editor->SetProps(ldap, 1, &port), E_ACCT_NOT_FOUND);
        EXPECT_EQ(editor->SetProps(dead, 1, &port), E_ACCT_NOT_FOUND);
        EXPECT_EQ(stored(pop3, PROP_INET_SERVER).text, u"pop.example.com");
    });
}

TEST_F(AccountEditor, stores_a_password_where_the_source_protects_it_and_says_where_it_does_not) {
    on_each_kind_of_source([&] {
        auto password = wide(u"not to be seen");
        auto server = wide(u"new.example.com");
        const ACCT_PROP props[] = {text_prop(PROP_INET_PASSWORD, password),
                                   text_prop(PROP_INET_SERVER, server)};
        const auto editor = open_editor();
        const bool keeps = keeps_secrets();
        EXPECT_EQ(editor->SetProps(imap, 2, props), keeps ? S_OK : OLK_S_SECRET_NOT_STORED);
        EXPECT_EQ(stored(imap, PROP_INET_SERVER).text, u"new.example.com");
        EXPECT_EQ(stored(imap, PROP_INET_PASSWORD).hr, E_ACCT_NOT_FOUND) << "never given out";
    });
    EXPECT_TRUE(SUCCEEDED(OLK_S_SECRET_NOT_STORED));
    EXPECT_FALSE(error_text(*new_editor().get(), OLK_S_SECRET_NOT_STORED).empty());
}

TEST_F(AccountEditor, clears_what_is_stored_so_that_the_default_is_meant) {
    on_each_kind_of_source([&] {
        const auto editor = open_editor();
        const DWORD tags[] = {PROP_INET_PORT, PROP_INET_SERVER, PROP_SMTP_USER};
        ASSERT_EQ(editor->ClearProps(pop3, 3, tags), S_OK);
        EXPECT_EQ(stored(pop3, PROP_INET_PORT).number, 110U);
        EXPECT_EQ(stored(pop3, PROP_INET_SERVER).hr, E_ACCT_NOT_FOUND);
        const DWORD name = PROP_ACCT_NAME;
        EXPECT_EQ(editor->ClearProps(pop3, 1, &name), E_INVALIDARG);
        EXPECT_EQ(editor->ClearProps(pop3, 1, nullptr), E_INVALIDARG);
        EXPECT_EQ(editor->ClearProps(dead, 1, tags), E_ACCT_NOT_FOUND);
    });
}

TEST_F(AccountEditor, sets_the_mail_order_and_the_default_account) {
    on_each_kind_of_source([&] {
        const auto editor = open_editor();
        const auto set = [&](const CLSID& category, Ids list) {
            return editor->SetOrder(&category, static_cast<DWORD>(list.size()), list.data());
        };
        const auto manager = open_manager();
        ASSERT_EQ(set(CLSID_OlkMail, {hotmail, eas, exchange, pop3, imap}), S_OK);
        EXPECT_EQ(order(*manager.get(), CLSID_OlkMail), (Ids{hotmail, eas, exchange, pop3, imap}));
        ASSERT_EQ(editor->SetDefaultAccount(pop3), S_OK);
        EXPECT_EQ(order(*manager.get(), CLSID_OlkMail), (Ids{pop3, hotmail, eas, exchange, imap}));
        EXPECT_EQ(stored(pop3, PROP_ACCT_IS_DEFAULT_MAIL).number, 1U);
        EXPECT_EQ(set(CLSID_OlkMail, {pop3}), E_ACCT_WRONG_SORT_ORDER);
        EXPECT_EQ(set(CLSID_OlkMail, {pop3, pop3, eas, exchange, imap}), E_INVALIDARG);
        EXPECT_EQ(set(CLSID_OlkPOP3Account, {pop3}), E_INVALIDARG);
        EXPECT_EQ(editor->SetOrder(nullptr, 0, nullptr), E_INVALIDARG);
        EXPECT_EQ(editor->SetOrder(&CLSID_OlkMail, 5, nullptr), E_INVALIDARG);
        EXPECT_EQ(editor->SetDefaultAccount(ldap), E_INVALIDARG);
        EXPECT_EQ(editor->SetDefaultAccount(dead), E_ACCT_NOT_FOUND);
    });
}

TEST_F(AccountEditor, creates_accounts_that_managers_find) {
    on_each_kind_of_source([&] {
        const auto editor = open_editor();
        auto name = wide(u"Archive");
        auto path = wide(u"C:\\Mail\\archive.pst");
        const ACCT_PROP file_props[] = {text_prop(PROP_ACCT_NAME, name)};
        OLK_NEW_ACCOUNT file{
            sizeof(OLK_NEW_ACCOUNT), OLK_KIND_DATA_FILE, 0, 1, file_props, 0, path.data()};
        DWORD file_id = 0;
        ASSERT_EQ(editor->CreateAccount(&file, &file_id), S_OK);
        auto second = wide(u"Second");
        auto address = wide(u"second@example.com");
        auto server = wide(u"pop.example.net");
        auto user = wide(u"second");
        auto smtp = wide(u"smtp.example.net");
        auto password = wide(u"not to be seen");
        const ACCT_PROP props[] = {
            text_prop(PROP_ACCT_NAME, second),   text_prop(PROP_ACCT_USER_EMAIL_ADDR, address),
            text_prop(PROP_INET_USER, user),     text_prop(PROP_SMTP_SERVER, smtp),
            text_prop(PROP_INET_SERVER, server), text_prop(PROP_INET_PASSWORD, password)};
        OLK_NEW_ACCOUNT mail{sizeof(OLK_NEW_ACCOUNT),
                             OLK_KIND_POP3,
                             OLK_NEW_DEFAULT,
                             static_cast<DWORD>(std::size(props)),
                             props,
                             file_id,
                             nullptr};
        DWORD id = 0;
        ASSERT_EQ(editor->CreateAccount(&mail, &id),
                  keeps_secrets() ? S_OK : OLK_S_SECRET_NOT_STORED);
        EXPECT_GE(file_id, 100U) << "NextAccountID of the profile is 100";
        EXPECT_GT(id, file_id);
        EXPECT_EQ(stored(id, PROP_ACCT_NAME).text, u"Second");
        EXPECT_EQ(stored(id, PROP_INET_SERVER).text, u"pop.example.net");
        EXPECT_FALSE(stored(id, PROP_ACCT_DELIVERY_STORE).bytes.empty());
        const auto manager = open_manager();
        EXPECT_EQ(order(*manager.get(), CLSID_OlkMail).front(), id);
        EXPECT_EQ(order(*manager.get(), CLSID_OlkStore),
                  (Ids{data_file, imap, exchange, eas, file_id, hotmail}))
            << "last of those that the list names";
    });
}

TEST_F(AccountEditor, leaves_to_outlook_what_only_outlook_can_complete) {
    on_each_kind_of_source([&] {
        const auto editor = open_editor();
        auto name = wide(u"Far away");
        const ACCT_PROP props[] = {text_prop(PROP_ACCT_NAME, name)};
        OLK_NEW_ACCOUNT account{sizeof(OLK_NEW_ACCOUNT), OLK_KIND_IMAP, 0, 1, props, 0, nullptr};
        DWORD id = 5;
        const auto before = ids(*open_manager().get(), nullptr);
        EXPECT_EQ(editor->CreateAccount(&account, &id), OLK_E_LEFT_TO_OUTLOOK);
        EXPECT_EQ(id, 0U);
        EXPECT_EQ(ids(*open_manager().get(), nullptr), before);
        account.dwFlags = OLK_NEW_INCOMPLETE;
        EXPECT_EQ(editor->CreateAccount(&account, &id), S_OK);
        EXPECT_EQ(stored(id, PROP_ACCT_NAME).text, u"Far away");
    });
}

TEST_F(AccountEditor, refuses_new_accounts_that_make_no_sense) {
    const auto editor = open_editor();
    auto name = wide(u"New");
    const ACCT_PROP props[] = {text_prop(PROP_ACCT_NAME, name)};
    const OLK_NEW_ACCOUNT good{
        sizeof(OLK_NEW_ACCOUNT), OLK_KIND_ADDRESS_BOOK, 0, 1, props, 0, nullptr};
    const auto create = [&](auto change) {
        OLK_NEW_ACCOUNT account = good;
        change(account);
        return editor->CreateAccount(&account, nullptr);
    };
    EXPECT_EQ(editor->CreateAccount(nullptr, nullptr), E_INVALIDARG);
    EXPECT_EQ(create([](OLK_NEW_ACCOUNT& a) { a.cbSize = 4; }), E_INVALIDARG);
    EXPECT_EQ(create([](OLK_NEW_ACCOUNT& a) { a.dwKind = 8; }), E_INVALIDARG);
    EXPECT_EQ(create([](OLK_NEW_ACCOUNT& a) { a.dwFlags = 4; }), E_INVALIDARG);
    EXPECT_EQ(create([](OLK_NEW_ACCOUNT& a) { a.rgProps = nullptr; }), E_INVALIDARG);
    EXPECT_EQ(create([](OLK_NEW_ACCOUNT& a) { a.cProps = 0; }), E_INVALIDARG) << "no name";
}

TEST_F(AccountEditor, works_again_when_its_file_comes_back) {
    const auto editor = open_editor();
    std::filesystem::rename(folder_ / "accounts.reg", folder_ / "away.reg");
    EXPECT_EQ(editor->SetDefaultAccount(pop3), E_OLK_REGISTRY);
    std::filesystem::rename(folder_ / "away.reg", folder_ / "accounts.reg");
    EXPECT_EQ(editor->SetDefaultAccount(pop3), S_OK);
}

}  // namespace olkacct::test
