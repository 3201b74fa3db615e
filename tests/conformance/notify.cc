// Changes, made here or there.
#include "notify.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "support/child.h"
#include "support/environment.h"

namespace olkacct::test {

Owned<IOlkAccountManager> Notifications::open_with(DWORD flags, const std::u16string& profile) {
    helpers_.push_back(std::make_unique<Helper>(profile));
    auto manager = new_manager();
    EXPECT_EQ(manager->Init(helpers_.back().get(), ACCT_INIT_NOSYNCH_MAPI_ACCTS | flags), S_OK);
    return manager;
}

DWORD Notifications::advise(IOlkAccountManager& manager, Sink& sink) {
    DWORD cookie = 0;
    EXPECT_EQ(manager.Advise(&sink, &cookie), S_OK);
    EXPECT_NE(cookie, 0U);
    return cookie;
}

HRESULT Notifications::rename(IOlkAccountManager& manager, DWORD id, const std::u16string& name) {
    const auto account = find(manager, id);
    if (!account) return E_ACCT_NOT_FOUND;
    const HRESULT hr = set(*account.get(), PROP_ACCT_NAME, name);
    return FAILED(hr) ? hr : account->SaveChanges(0);
}

HRESULT Notifications::reverse_stores(IOlkAccountManager& manager) {
    auto list = order(manager, CLSID_OlkStore);
    std::ranges::reverse(list);
    return manager.SetOrder(&CLSID_OlkStore, static_cast<DWORD>(list.size()), list.data());
}

bool Notifications::is_there(IOlkAccountManager& manager, DWORD id) {
    Owned<IOlkAccount> account;
    ACCT_VARIANT wanted = number_variant(id);
    return manager.FindAccount(PROP_ACCT_ID, &wanted, account.put()) == S_OK &&
           read(*account.get(), PROP_ACCT_NAME).hr == S_OK;
}

Owned<IOlkAccountEditor> Notifications::open_editor() {
    void* object = nullptr;
    EXPECT_EQ(OlkCreateAccountEditor(IID_IOlkAccountEditor, &object), S_OK);
    Owned editor(static_cast<IOlkAccountEditor*>(object));
    const WCHAR profile[] = {'A', 'n', 'n', 0};
    EXPECT_EQ(editor->Open(nullptr, profile), S_OK);
    return editor;
}

DWORD Notifications::add(IOlkAccountEditor& editor, const std::u16string& name) {
    std::vector<WCHAR> text(name.begin(), name.end());
    text.push_back(0);
    ACCT_PROP property{PROP_ACCT_NAME, {}};
    property.Value.dwType = PT_UNICODE;
    property.Value.Val.pwsz = text.data();
    const WCHAR path[] = {'C', ':', '\\', 'm', '.', 'p', 's', 't', 0};
    OLK_NEW_ACCOUNT account{};
    account.cbSize = sizeof account;
    account.dwKind = OLK_KIND_DATA_FILE;
    account.cProps = 1;
    account.rgProps = &property;
    account.pwszDataFile = path;
    DWORD id = 0;
    EXPECT_EQ(editor.CreateAccount(&account, &id), S_OK);
    return id;
}

void Notifications::in_another_process(const std::vector<std::string>& steps,
                                       const std::string& profile) {
    std::vector<std::string> line = {EDIT_ACCOUNTS, profile};
    line.insert(line.end(), steps.begin(), steps.end());
    set_variable("OLKACCT_SOURCE", source());
    const auto run = run_program(line, no_limits);
    clear_variable("OLKACCT_SOURCE");
    EXPECT_EQ(run.exit_code, 0) << run.output;
}

}  // namespace olkacct::test
