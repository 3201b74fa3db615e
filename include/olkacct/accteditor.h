// The account editor: what the Outlook Account Management API cannot do. It creates accounts, edits
// the properties that IOlkAccount shows as read-only, clears them, and sets the mail order and the
// default account.
//
// Ours, not Microsoft's: a COM object with a class and an interface of its own. Nothing of it shows
// on the objects of acctmgmt.h. Managers of the profile in this process show what it did at once,
// and their sinks are told before its methods return.
#pragma once

#include <olkacct/acctmgmt.h>

inline constexpr CLSID CLSID_OlkAccountEditor = {
    0x8C90FBC4, 0x9261, 0x4E1F, {0x91, 0xFC, 0x5B, 0x3F, 0xAC, 0x98, 0x12, 0xAE}};
inline constexpr IID IID_IOlkAccountEditor = {
    0x8AF61D30, 0xAFBF, 0x44EF, {0x87, 0x05, 0xDF, 0x28, 0x9A, 0x4F, 0xD2, 0x92}};

// Success: all was written except the passwords, because the source cannot protect new ones.
#define OLK_S_SECRET_NOT_STORED (static_cast<HRESULT>(0x000C8201))
// Only Outlook can complete an account of this kind, and OLK_NEW_INCOMPLETE was not given.
#define OLK_E_LEFT_TO_OUTLOOK (static_cast<HRESULT>(0x800C8202))

// The kinds of accounts that can be created.
#define OLK_KIND_POP3 0
#define OLK_KIND_DATA_FILE 1     // a Unicode .pst
#define OLK_KIND_ADDRESS_BOOK 2  // the Outlook Address Book
#define OLK_KIND_IMAP 3          // this and the following: only with OLK_NEW_INCOMPLETE
#define OLK_KIND_EXCHANGE 4
#define OLK_KIND_EAS 5
#define OLK_KIND_HOTMAIL 6
#define OLK_KIND_LDAP 7

// Flags of OLK_NEW_ACCOUNT.
#define OLK_NEW_INCOMPLETE 0x00000001  // write what is known of a kind that only Outlook completes
#define OLK_NEW_DEFAULT 0x00000002     // first in the mail order

// A property and the value it gets. Value.dwType is the type half of the tag without SECURE_FLAG.
struct ACCT_PROP {
    DWORD dwProp;
    ACCT_VARIANT Value;
};
using LPACCT_PROP = ACCT_PROP*;

// What a new account is made from. PROP_ACCT_NAME must be among the properties; of a POP3 account
// also PROP_ACCT_USER_EMAIL_ADDR, PROP_INET_SERVER, PROP_INET_USER and PROP_SMTP_SERVER. A name
// that another account of the category has gets " (1)" behind it, as Outlook does.
struct OLK_NEW_ACCOUNT {
    DWORD cbSize;  // of this structure
    DWORD dwKind;
    DWORD dwFlags;
    DWORD cProps;
    const ACCT_PROP* rgProps;
    // POP3: the data-file account that mail is delivered to; 0: the profile's default data file,
    // unless pwszDataFile is given.
    DWORD dwStoreAcctID;
    // Data file: its path. POP3: the path of a data file that is added first and delivered to.
    LPCWSTR pwszDataFile;
};

// Edits the accounts of one profile. Each call takes effect at once and is all or nothing; there is
// no save step and nothing is ever pending. Memory belongs to the caller and is copied. Any thread.
//
// All members except Open and GetLastError answer E_OLK_NOT_INITIALIZED before Open has succeeded;
// E_INVALIDARG for a missing pointer, an unknown tag or flag, a value of another type, an empty
// account name, a string over 32,767 characters or a binary over 64 KiB, a value outside the column
// "allowed" of docs/properties.md, a text with control characters or line breaks, a name of spaces
// only and a server with spaces; E_OLK_PROP_READ_ONLY for a
// property that is not editable: the id, the Mini UID, what is computed and what nobody has seen
// stored (docs/properties.md); E_ACCT_NOT_FOUND for an account that is not there and a property
// that accounts of its type do not have; E_OLK_REGISTRY when the source cannot be read or written,
// and then nothing has changed, or after an I/O error the old or the new state is there.
struct IOlkAccountEditor : public IOlkErrorUnknown {
    // `pwszSource` is a path or URL as OlkSetAccountSource takes it, NULL the source that managers
    // open. `pwszProfile` may be NULL: the default profile, or the only one; of several with the
    // name it is the one of the newest Outlook. E_OLK_REGISTRY when there is no such source or
    // profile, or it may not be written. A further Open moves the editor; one that fails leaves it
    // where it is.
    virtual HRESULT STDMETHODCALLTYPE Open(LPCWSTR pwszSource, LPCWSTR pwszProfile) = 0;

    // `*pdwAcctID` may be left out. Afterwards the account is last in the order lists of its
    // categories.
    // OLK_S_SECRET_NOT_STORED, OLK_E_LEFT_TO_OUTLOOK.
    virtual HRESULT STDMETHODCALLTYPE CreateAccount(const OLK_NEW_ACCOUNT* pNew,
                                                    DWORD* pdwAcctID) = 0;

    // OLK_S_SECRET_NOT_STORED. PROP_SMTP_SECURE_CONNECTION sets PROP_SMTP_SSL with it, unless that
    // is given too.
    virtual HRESULT STDMETHODCALLTYPE SetProps(DWORD dwAcctID, DWORD cProps,
                                               const ACCT_PROP* rgProps) = 0;

    // Takes stored values away, so that the default is meant again, if there is one. What is absent
    // already is no error. PROP_ACCT_NAME cannot be cleared: E_INVALIDARG.
    virtual HRESULT STDMETHODCALLTYPE ClearProps(DWORD dwAcctID, DWORD cProps,
                                                 const DWORD* rgProps) = 0;

    // As IOlkAccountManager::SetOrder, for CLSID_OlkMail too: E_ACCT_WRONG_SORT_ORDER for another
    // count, E_INVALIDARG for what is no permutation of the order.
    virtual HRESULT STDMETHODCALLTYPE SetOrder(const CLSID* pclsidCategory, DWORD cAccts,
                                               const DWORD* rgAccts) = 0;

    // Moves it to the front of the mail order. E_INVALIDARG for what is no mail account.
    virtual HRESULT STDMETHODCALLTYPE SetDefaultAccount(DWORD dwAcctID) = 0;
};
using LPOLKACCOUNTEDITOR = IOlkAccountEditor*;

// Makes an editor that is not opened yet and asks it for `riid`; the caller owns the one reference.
// OlkGetClassObject has its class factory under CLSID_OlkAccountEditor. E_POINTER without an
// out-pointer, E_NOINTERFACE, E_OUTOFMEMORY. Any thread.
extern "C" HRESULT STDMETHODCALLTYPE OlkCreateAccountEditor(REFIID riid, void** ppv);
