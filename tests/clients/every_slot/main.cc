// Calls every slot of every interface of the library once or more, and is called through its own
// helper and sink.
//
//   every_slot PROFILE
//
// Prints `INTERFACE.METHOD RESULT` a call. It changes the profile. Of the C++ library
// it uses only what is C's, so that a compiler for another ABI, which has none, can compile it too.
#include <olkacct/accteditor.h>
#include <olkacct/accthelper.h>
#include <olkacct/acctmgmt.h>
#include <olkacct/mapi.h>

#ifdef _WIN32
#include <objbase.h>
#endif

#include <cstdio>
#include <cstring>

namespace {

void tell(const char* what, HRESULT result) {
    std::printf("%s 0x%08X\n", what, static_cast<unsigned>(result));
}
#define CALL(object, interface, method, ...) \
    tell(#interface "." #method, (object)->method(__VA_ARGS__))

// A reference count as a result: its value is the library's own affair.
#define COUNT(object, interface, method) \
    tell(#interface "." #method, (object)->method() == 0 ? 0 : 1)

template <class T>
void** put(T** pointer) {
    return reinterpret_cast<void**>(pointer);
}
template <class T>
void give_back(T*& object) {
    if (object != nullptr) object->Release();
    object = nullptr;
}
char* text(const char* literal) { return const_cast<char*>(literal); }

// An object of the client that lives as long as the program.
template <class Interface>
class Lasting : public Interface {
  public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void** object) override {
        *object = nullptr;
        return E_NOINTERFACE;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return 2; }
    ULONG STDMETHODCALLTYPE Release() override { return 1; }
};

class Helper final : public Lasting<IOlkAccountHelper> {
  public:
    HRESULT STDMETHODCALLTYPE Placeholder1(void*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetIdentity(LPWSTR identity, DWORD* characters) override {
        ++asked_for_identity;
        if (identity == nullptr || *characters <= length) {
            *characters = length + 1;
            return E_OUTOFMEMORY;
        }
        std::memcpy(identity, profile, (length + 1) * sizeof(WCHAR));
        *characters = length + 1;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE GetMapiSession(LPUNKNOWN* unknown) override {
        ++asked_for_session;
        return session->QueryInterface(IID_IUnknown, put(unknown));
    }
    HRESULT STDMETHODCALLTYPE HandsOffSession() override { return E_NOTIMPL; }

    IMAPISession* session = nullptr;
    WCHAR profile[64] = {};
    DWORD length = 0;
    int asked_for_identity = 0;
    int asked_for_session = 0;
};

class Sink final : public Lasting<IOlkAccountNotify> {
  public:
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, LPWSTR*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Notify(DWORD event, DWORD id, DWORD flags) override {
        const bool known = event == NOTIFY_ACCT_CHANGED && flags == OLK_ACCOUNT_NO_FLAGS;
        changed = known ? id : 0;
        return S_OK;
    }
    volatile DWORD changed = 0;
};

class MapiSink final : public Lasting<IMAPIAdviseSink> {
  public:
    ULONG STDMETHODCALLTYPE OnNotify(ULONG, NOTIFICATION*) override { return S_OK; }
};

Helper helper;
Sink sink;
MapiSink mapi_sink;

void call_unknown(IUnknown* object, const char* name) {
    std::printf("%s as IUnknown\n", name);
    IUnknown* again = nullptr;
    CALL(object, IUnknown, QueryInterface, IID_IUnknown, put(&again));
    COUNT(object, IUnknown, AddRef);
    COUNT(object, IUnknown, Release);
    give_back(again);
}

// A table of at least one row.
void call_table(IMAPITable* table) {
    call_unknown(table, "IMAPITable");
    MAPIERROR* error = nullptr;
    CALL(table, IMAPITable, GetLastError, S_OK, 0, &error);
    MAPIFreeBuffer(error);
    ULONG_PTR connection = 0;
    CALL(table, IMAPITable, Advise, 0, &mapi_sink, &connection);
    CALL(table, IMAPITable, Unadvise, connection);
    ULONG numbers[3] = {};
    CALL(table, IMAPITable, GetStatus, &numbers[0], &numbers[1]);
    SPropTagArray* columns = nullptr;
    CALL(table, IMAPITable, QueryColumns, 0, &columns);
    CALL(table, IMAPITable, SetColumns, columns, 0);
    CALL(table, IMAPITable, GetRowCount, 0, &numbers[0]);
    std::printf("%u rows\n", static_cast<unsigned>(numbers[0]));
    LONG sought = 0;
    CALL(table, IMAPITable, SeekRow, BOOKMARK_BEGINNING, 1, &sought);
    CALL(table, IMAPITable, SeekRowApprox, 0, 1);
    CALL(table, IMAPITable, QueryPosition, &numbers[0], &numbers[1], &numbers[2]);
    std::printf("%u %u %u\n", static_cast<unsigned>(numbers[0]), static_cast<unsigned>(numbers[1]),
                static_cast<unsigned>(numbers[2]));
    SRestriction exists{};
    exists.rt = RES_EXIST;
    exists.res.resExist.ulPropTag = columns->aulPropTag[0];
    CALL(table, IMAPITable, FindRow, &exists, BOOKMARK_BEGINNING, 0);
    CALL(table, IMAPITable, Restrict, &exists, 0);
    BOOKMARK bookmark = 0;
    CALL(table, IMAPITable, CreateBookmark, &bookmark);
    CALL(table, IMAPITable, FreeBookmark, bookmark);
    SSortOrderSet order{};
    order.cSorts = 1;
    order.aSort[0] = {columns->aulPropTag[0], TABLE_SORT_ASCEND};
    CALL(table, IMAPITable, SortTable, &order, 0);
    SSortOrderSet* sorted = nullptr;
    CALL(table, IMAPITable, QuerySortOrder, &sorted);
    MAPIFreeBuffer(sorted);
    SRowSet* rows = nullptr;
    CALL(table, IMAPITable, QueryRows, 1, 0, &rows);
    FreeProws(rows);
    rows = nullptr;
    CALL(table, IMAPITable, Abort);
    BYTE* state = nullptr;
    CALL(table, IMAPITable, ExpandRow, 0, nullptr, 0, 0, &rows, &numbers[0]);
    CALL(table, IMAPITable, CollapseRow, 0, nullptr, 0, &numbers[0]);
    CALL(table, IMAPITable, WaitForCompletion, 0, 0, &numbers[0]);
    CALL(table, IMAPITable, GetCollapseState, 0, 0, nullptr, &numbers[0], &state);
    CALL(table, IMAPITable, SetCollapseState, 0, 0, nullptr, &bookmark);
    MAPIFreeBuffer(columns);
}

void call_section(IProfSect* section) {
    call_unknown(section, "IProfSect");
    MAPIERROR* error = nullptr;
    CALL(section, IProfSect, GetLastError, S_OK, 0, &error);
    MAPIFreeBuffer(error);
    SPropValue value{};
    value.ulPropTag = PROP_TAG(PT_LONG, 0x6701);
    value.Value.l = 7;
    SPropProblemArray* problems = nullptr;
    CALL(section, IProfSect, SetProps, 1, &value, &problems);
    CALL(section, IProfSect, SaveChanges, 0);
    SPropTagArray wanted{1, {value.ulPropTag}};
    ULONG count = 0;
    SPropValue* values = nullptr;
    CALL(section, IProfSect, GetProps, &wanted, 0, &count, &values);
    std::printf("%u: %d\n", static_cast<unsigned>(count), static_cast<int>(values[0].Value.l));
    MAPIFreeBuffer(values);
    SPropTagArray* tags = nullptr;
    CALL(section, IProfSect, GetPropList, 0, &tags);
    MAPIFreeBuffer(tags);
    IUnknown* opened = nullptr;
    CALL(section, IProfSect, OpenProperty, value.ulPropTag, &IID_IUnknown, 0, 0, &opened);
    CALL(section, IProfSect, CopyTo, 0, nullptr, nullptr, 0, nullptr, &IID_IMAPIProp, nullptr, 0,
         &problems);
    CALL(section, IProfSect, CopyProps, &wanted, 0, nullptr, &IID_IMAPIProp, nullptr, 0, &problems);
    MAPINAMEID** names = nullptr;
    CALL(section, IProfSect, GetNamesFromIDs, &tags, nullptr, 0, &count, &names);
    CALL(section, IProfSect, GetIDsFromNames, 0, nullptr, 0, &tags);
    CALL(section, IProfSect, DeleteProps, &wanted, &problems);
}

void call_provider_admin(IProviderAdmin* admin) {
    call_unknown(admin, "IProviderAdmin");
    MAPIERROR* error = nullptr;
    CALL(admin, IProviderAdmin, GetLastError, S_OK, 0, &error);
    MAPIFreeBuffer(error);
    IMAPITable* table = nullptr;
    CALL(admin, IProviderAdmin, GetProviderTable, 0, &table);
    give_back(table);
    MAPIUID provider{};
    CALL(admin, IProviderAdmin, CreateProvider, text("no such"), 0, nullptr, 0, 0, &provider);
    CALL(admin, IProviderAdmin, DeleteProvider, &provider);
    IProfSect* section = nullptr;
    CALL(admin, IProviderAdmin, OpenProfileSection, &provider, nullptr, 0, &section);
    give_back(section);
}

void call_service_admin(IMsgServiceAdmin* base) {
    IMsgServiceAdmin2* admin = nullptr;
    call_unknown(base, "IMsgServiceAdmin");
    CALL(base, IMsgServiceAdmin, QueryInterface, IID_IMsgServiceAdmin2, put(&admin));
    MAPIUID service{};
    CALL(admin, IMsgServiceAdmin2, CreateMsgServiceEx, text("MSUPST MS"), text("Slots"), 0, 0,
         &service);
    MAPIERROR* error = nullptr;
    CALL(admin, IMsgServiceAdmin, GetLastError, S_OK, 0, &error);
    MAPIFreeBuffer(error);
    CALL(admin, IMsgServiceAdmin, CreateMsgService, text("no such"), nullptr, 0, 0);
    CALL(admin, IMsgServiceAdmin, RenameMsgService, &service, 0, text("Slots again"));
    CALL(admin, IMsgServiceAdmin, CopyMsgService, &service, text("Copy"), nullptr, nullptr, nullptr,
         0, 0);
    SPropValue path{};
    path.ulPropTag = PROP_TAG(PT_STRING8, 0x6700);
    path.Value.lpszA = text("C:\\slots.pst");
    CALL(admin, IMsgServiceAdmin, ConfigureMsgService, &service, 0, 0, 1, &path);
    IProfSect* section = nullptr;
    CALL(admin, IMsgServiceAdmin, OpenProfileSection, &service, nullptr, MAPI_MODIFY, &section);
    if (section != nullptr) call_section(section);
    give_back(section);
    CALL(admin, IMsgServiceAdmin, MsgServiceTransportOrder, 0, nullptr, 0);
    IProviderAdmin* providers = nullptr;
    CALL(admin, IMsgServiceAdmin, AdminProviders, &service, 0, &providers);
    if (providers != nullptr) call_provider_admin(providers);
    give_back(providers);
    CALL(admin, IMsgServiceAdmin, SetPrimaryIdentity, &service, 0);
    IMAPITable* table = nullptr;
    CALL(admin, IMsgServiceAdmin, GetProviderTable, 0, &table);
    give_back(table);
    CALL(admin, IMsgServiceAdmin, GetMsgServiceTable, 0, &table);
    if (table != nullptr) call_table(table);
    give_back(table);
    CALL(admin, IMsgServiceAdmin, DeleteMsgService, &service);
    give_back(admin);
}

void call_profile_admin(const char* profile) {
    IProfAdmin* admin = nullptr;
    tell("MAPIAdminProfiles", MAPIAdminProfiles(0, &admin));
    call_unknown(admin, "IProfAdmin");
    MAPIERROR* error = nullptr;
    CALL(admin, IProfAdmin, GetLastError, S_OK, 0, &error);
    MAPIFreeBuffer(error);
    IMAPITable* table = nullptr;
    CALL(admin, IProfAdmin, GetProfileTable, 0, &table);
    give_back(table);
    CALL(admin, IProfAdmin, CreateProfile, text("Slots"), nullptr, 0, 0);
    CALL(admin, IProfAdmin, CopyProfile, text("Slots"), nullptr, text("Second"), 0, 0);
    CALL(admin, IProfAdmin, RenameProfile, text("Second"), nullptr, text("Third"), 0, 0);
    CALL(admin, IProfAdmin, ChangeProfilePassword, text("Third"), nullptr, nullptr, 0);
    CALL(admin, IProfAdmin, SetDefaultProfile, text("Third"), 0);
    CALL(admin, IProfAdmin, SetDefaultProfile, text(profile), 0);
    IMsgServiceAdmin* services = nullptr;
    CALL(admin, IProfAdmin, AdminServices, text("Third"), nullptr, 0, 0, &services);
    if (services != nullptr) call_service_admin(services);
    give_back(services);
    CALL(admin, IProfAdmin, DeleteProfile, text("Third"), 0);
    CALL(admin, IProfAdmin, DeleteProfile, text("Slots"), 0);
    give_back(admin);
}

void call_session(IMAPISession* session) {
    call_unknown(session, "IMAPISession");
    MAPIERROR* error = nullptr;
    CALL(session, IMAPISession, GetLastError, S_OK, 0, &error);
    MAPIFreeBuffer(error);
    IMAPITable* table = nullptr;
    CALL(session, IMAPISession, GetMsgStoresTable, 0, &table);
    give_back(table);
    IMsgStore* store = nullptr;
    CALL(session, IMAPISession, OpenMsgStore, 0, 0, nullptr, nullptr, 0, &store);
    IAddrBook* book = nullptr;
    CALL(session, IMAPISession, OpenAddressBook, 0, nullptr, 0, &book);
    MAPIUID global = pbGlobalProfileSectionGuid;
    IProfSect* section = nullptr;
    CALL(session, IMAPISession, OpenProfileSection, &global, nullptr, 0, &section);
    SPropValue* name = nullptr;
    tell("HrGetOneProp", HrGetOneProp(section, PR_PROFILE_NAME_A, &name));
    if (name != nullptr) std::printf("profile %s\n", name->Value.lpszA);
    MAPIFreeBuffer(name);
    give_back(section);
    CALL(session, IMAPISession, GetStatusTable, 0, &table);
    give_back(table);
    ULONG number = 0;
    IUnknown* unknown = nullptr;
    CALL(session, IMAPISession, OpenEntry, 0, nullptr, nullptr, 0, &number, &unknown);
    CALL(session, IMAPISession, CompareEntryIDs, 0, nullptr, 0, nullptr, 0, &number);
    ULONG_PTR connection = 0;
    CALL(session, IMAPISession, Advise, 0, nullptr, 0, &mapi_sink, &connection);
    CALL(session, IMAPISession, Unadvise, connection);
    CALL(session, IMAPISession, MessageOptions, 0, 0, nullptr, nullptr);
    SPropValue* options = nullptr;
    CALL(session, IMAPISession, QueryDefaultMessageOpt, nullptr, 0, &number, &options);
    LPTSTR* types = nullptr;
    CALL(session, IMAPISession, EnumAdrTypes, 0, &number, &types);
    MAPIFreeBuffer(types);
    ENTRYID* identity = nullptr;
    CALL(session, IMAPISession, QueryIdentity, &number, &identity);
    MAPIFreeBuffer(identity);
    CALL(session, IMAPISession, SetDefaultStore, 0, 0, nullptr);
    IMsgServiceAdmin* services = nullptr;
    CALL(session, IMAPISession, AdminServices, 0, &services);
    give_back(services);
    CALL(session, IMAPISession, ShowForm, 0, nullptr, nullptr, nullptr, 0, nullptr, 0, 0, 0, 0,
         text("IPM.Note"));
    CALL(session, IMAPISession, PrepareForm, nullptr, nullptr, &connection);
}

void call_account(IOlkAccount* account) {
    call_unknown(account, "IOlkAccount");
    LPWSTR message = nullptr;
    CALL(account, IOlkAccount, GetLastError, S_OK, &message);
    account->FreeMemory(reinterpret_cast<BYTE*>(message));
    CALL(account, IOlkAccount, Slot4);
    CALL(account, IOlkAccount, Slot5);
    CALL(account, IOlkAccount, Slot6);
    CALL(account, IOlkAccount, Slot7);
    CALL(account, IOlkAccount, Slot8);
    CALL(account, IOlkAccount, Slot9);
    CLSID type{};
    DWORD categories = 0;
    CLSID* category = nullptr;
    CALL(account, IOlkAccount, GetAccountInfo, &type, &categories, &category);
    std::printf("%08X, %u categories\n", static_cast<unsigned>(type.Data1),
                static_cast<unsigned>(categories));
    CALL(account, IOlkAccount, FreeMemory, reinterpret_cast<BYTE*>(category));
    ACCT_VARIANT value{};
    CALL(account, IOlkAccount, GetProp, PROP_ACCT_NAME, &value);
    CALL(account, IOlkAccount, SetProp, PROP_ACCT_USER_DISPLAY_NAME, &value);
    CALL(account, IOlkAccount, FreeMemory, reinterpret_cast<BYTE*>(value.Val.pwsz));
    CALL(account, IOlkAccount, Slot13);
    CALL(account, IOlkAccount, Slot14);
    CALL(account, IOlkAccount, Slot15);
    CALL(account, IOlkAccount, Slot17);
    CALL(account, IOlkAccount, SaveChanges, 0);
}

// What only the session knows: who the user of an Exchange account is, and the store for mail.
void ask_what_the_session_knows(IOlkAccount* account) {
    constexpr DWORD tags[] = {0x20020102, 0x00180102};
    for (const DWORD tag : tags) {
        ACCT_VARIANT value{};
        CALL(account, IOlkAccount, GetProp, tag, &value);
        if (value.dwType == PT_BINARY) account->FreeMemory(value.Val.bin.pb);
    }
}

void call_accounts(IOlkEnum* accounts, DWORD* first) {
    call_unknown(accounts, "IOlkEnum");
    DWORD count = 0;
    CALL(accounts, IOlkEnum, GetCount, &count);
    std::printf("%u accounts\n", static_cast<unsigned>(count));
    CALL(accounts, IOlkEnum, Skip, 1);
    CALL(accounts, IOlkEnum, Reset);
    IUnknown* unknown = nullptr;
    CALL(accounts, IOlkEnum, GetNext, &unknown);
    IOlkAccount* account = nullptr;
    CALL(unknown, IUnknown, QueryInterface, IID_IOlkAccount, put(&account));
    give_back(unknown);
    ACCT_VARIANT value{};
    CALL(account, IOlkAccount, GetProp, PROP_ACCT_ID, &value);
    *first = value.Val.dw;
    call_account(account);
    give_back(account);
    while (accounts->GetNext(&unknown) == S_OK) {
        CALL(unknown, IUnknown, QueryInterface, IID_IOlkAccount, put(&account));
        give_back(unknown);
        ask_what_the_session_knows(account);
        give_back(account);
    }
}

void call_manager(IOlkAccountManager* manager) {
    call_unknown(manager, "IOlkAccountManager");
    LPWSTR message = nullptr;
    CALL(manager, IOlkAccountManager, GetLastError, S_OK, &message);
    manager->FreeMemory(reinterpret_cast<BYTE*>(message));
    CALL(manager, IOlkAccountManager, Init, &helper, 0);
    DWORD cookie = 0;
    CALL(manager, IOlkAccountManager, Advise, &sink, &cookie);
    CALL(manager, IOlkAccountManager, DisplayAccountList, nullptr, 0, nullptr, 0, nullptr, nullptr);
    CALL(manager, IOlkAccountManager, Slot6);
    CALL(manager, IOlkAccountManager, Slot7);
    CALL(manager, IOlkAccountManager, Slot8);
    CALL(manager, IOlkAccountManager, Slot9);
    CALL(manager, IOlkAccountManager, Slot10);
    CALL(manager, IOlkAccountManager, Slot12);
    CALL(manager, IOlkAccountManager, Slot13);
    CALL(manager, IOlkAccountManager, Slot14);
    CALL(manager, IOlkAccountManager, Slot16);
    CALL(manager, IOlkAccountManager, Slot21);
    CALL(manager, IOlkAccountManager, Slot22);
    CALL(manager, IOlkAccountManager, Slot26);
    CALL(manager, IOlkAccountManager, Slot27);
    CALL(manager, IOlkAccountManager, Slot28);
    IOlkEnum* accounts = nullptr;
    CALL(manager, IOlkAccountManager, EnumerateAccounts, &CLSID_OlkMail, nullptr, 0, &accounts);
    ACCT_VARIANT id{};
    id.dwType = PT_LONG;
    call_accounts(accounts, &id.Val.dw);
    give_back(accounts);
    std::printf("sink heard of it: %s\n", sink.changed == id.Val.dw ? "yes" : "no");
    IOlkAccount* found = nullptr;
    CALL(manager, IOlkAccountManager, FindAccount, PROP_ACCT_ID, &id, &found);
    give_back(found);
    CALL(manager, IOlkAccountManager, SaveChanges, id.Val.dw, 0);
    DWORD count = 0;
    DWORD* order = nullptr;
    CALL(manager, IOlkAccountManager, GetOrder, &CLSID_OlkAddressBook, &count, &order);
    CALL(manager, IOlkAccountManager, SetOrder, &CLSID_OlkAddressBook, count, order);
    CALL(manager, IOlkAccountManager, FreeMemory, reinterpret_cast<BYTE*>(order));
    CALL(manager, IOlkAccountManager, DeleteAccount, id.Val.dw);
    CALL(manager, IOlkAccountManager, Unadvise, cookie);
    std::printf("helper asked: identity %s, session %s\n",
                helper.asked_for_identity > 0 ? "yes" : "no",
                helper.asked_for_session > 0 ? "yes" : "no");
}

// What the editor hands out is freed as all memory of the library is.
void call_editor(IOlkAccountManager* manager) {
    IClassFactory* factory = nullptr;
    tell("DllGetClassObject",
         DllGetClassObject(CLSID_OlkAccountEditor, IID_IClassFactory, put(&factory)));
    call_unknown(factory, "IClassFactory");
    CALL(factory, IClassFactory, LockServer, 1);
    CALL(factory, IClassFactory, LockServer, 0);
    IOlkAccountEditor* editor = nullptr;
    CALL(factory, IClassFactory, CreateInstance, nullptr, IID_IOlkAccountEditor, put(&editor));
    give_back(factory);
    call_unknown(editor, "IOlkAccountEditor");
    LPWSTR message = nullptr;
    CALL(editor, IOlkAccountEditor, GetLastError, S_OK, &message);
    manager->FreeMemory(reinterpret_cast<BYTE*>(message));
    CALL(editor, IOlkAccountEditor, Open, nullptr, helper.profile);
    ACCT_PROP name{};
    name.dwProp = PROP_ACCT_NAME;
    name.Value.dwType = PT_UNICODE;
    name.Value.Val.pwsz = helper.profile;
    OLK_NEW_ACCOUNT made{};
    made.cbSize = sizeof made;
    made.dwKind = OLK_KIND_DATA_FILE;
    static constexpr WCHAR path[] = {'C', ':', '\\', 's', '.', 'p', 's', 't', 0};
    made.pwszDataFile = path;
    made.cProps = 1;
    made.rgProps = &name;
    DWORD id = 0;
    CALL(editor, IOlkAccountEditor, CreateAccount, &made, &id);
    CALL(editor, IOlkAccountEditor, SetProps, id, 1, &name);
    CALL(editor, IOlkAccountEditor, ClearProps, id, 1, &name.dwProp);
    CALL(editor, IOlkAccountEditor, SetOrder, &CLSID_OlkMail, 0, nullptr);
    CALL(editor, IOlkAccountEditor, SetDefaultAccount, id);
    give_back(editor);
}

void call_own_helper(IMAPISession* session) {
    IOlkSessionHelper* own = nullptr;
    tell("OlkCreateAccountHelper",
         OlkCreateAccountHelper(nullptr, session, IID_IOlkSessionHelper, put(&own)));
    call_unknown(own, "IOlkSessionHelper");
    CALL(own, IOlkAccountHelper, Placeholder1, nullptr);
    DWORD characters = 0;
    CALL(own, IOlkAccountHelper, GetIdentity, nullptr, &characters);
    std::printf("%u characters\n", static_cast<unsigned>(characters));
    IUnknown* unknown = nullptr;
    CALL(own, IOlkAccountHelper, GetMapiSession, &unknown);
    give_back(unknown);
    CALL(own, IOlkAccountHelper, HandsOffSession);
    CALL(own, IOlkSessionHelper, UseProfile, helper.profile);
    CALL(own, IOlkSessionHelper, UseSession, session, nullptr);
    give_back(own);
}

HRESULT activate(IOlkAccountManager** manager) {
#ifdef _WIN32
    CoInitialize(nullptr);
    return CoCreateInstance(CLSID_OlkAccountManager, nullptr, CLSCTX_INPROC_SERVER,
                            IID_IOlkAccountManager, put(manager));
#else
    return OlkCreateAccountManager(IID_IOlkAccountManager, put(manager));
#endif
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2 || std::strlen(argv[1]) >= sizeof helper.profile / sizeof *helper.profile)
        return 2;
    for (const char* at = argv[1]; *at != '\0'; ++at)
        helper.profile[helper.length++] = static_cast<WCHAR>(*at);

    tell("MAPIInitialize", MAPIInitialize(nullptr));
    call_profile_admin(argv[1]);
    tell("MAPILogonEx",
         MAPILogonEx(0, reinterpret_cast<LPTSTR>(argv[1]), nullptr,
                     MAPI_EXTENDED | MAPI_NO_MAIL | MAPI_NEW_SESSION, &helper.session));
    call_session(helper.session);
    call_own_helper(helper.session);
    IOlkAccountManager* manager = nullptr;
    tell("IOlkAccountManager", activate(&manager));
    call_manager(manager);
    call_editor(manager);
    give_back(manager);
    CALL(helper.session, IMAPISession, Logoff, 0, 0, 0);
    give_back(helper.session);
    MAPIUninitialize();
    // What listened for the sink may still be going: some seconds, for who has no clock.
    for (unsigned turn = 0; turn < 1000000000 && DllCanUnloadNow() != S_OK; ++turn) continue;
    tell("DllCanUnloadNow", DllCanUnloadNow());
    return 0;
}
