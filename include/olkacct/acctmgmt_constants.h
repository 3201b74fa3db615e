// Flags, result codes, property tags and identifiers of the account management interfaces.
//
// Clients include acctmgmt.h, which includes this. Every name and number is the documented one;
// where the documentation and the published sample headers differ, the documentation is followed.
#pragma once

#include <olkacct/com.h>

// Flags of IOlkAccountManager::Init.
#define ACCT_INIT_NOSYNCH_MAPI_ACCTS 0x00000001
#define ACCT_INIT_NO_STORES_CHECK 0x00000002
#define ACCT_INIT_NO_NOTIFICATIONS 0x00000004

// The one value that every other flags parameter takes.
#define OLK_ACCOUNT_NO_FLAGS 0

// Flags of IOlkAccountManager::DisplayAccountList.
#define ACCTUI_NO_WARNING 0x0100
#define ACCTUI_SHOW_DATA_TAB 0x0200
#define ACCTUI_SHOW_ACCTWIZARD 0x0400

// Events of IOlkAccountNotify::Notify.
#define NOTIFY_ACCT_CHANGED 1
#define NOTIFY_ACCT_CREATED 2
#define NOTIFY_ACCT_DELETED 3
#define NOTIFY_ACCT_ORDER_CHANGED 4
#define NOTIFY_ACCT_PREDELETED 5

// Value of PROP_MAPI_TRANSPORT_FLAGS.
#define MAPIACCT_SEND_ONLY 0x00000001

// Values of PROP_SMTP_SECURE_CONNECTION.
#define ENCRYPT_CONN_NO_SECURITY 0
#define ENCRYPT_CONN_SSL 1
#define ENCRYPT_CONN_TLS 2
#define ENCRYPT_CONN_AUTO 3

// Values of PROP_SMTP_AUTH_METHOD.
#define SMTP_AUTH_SAME_AS_POP 0
#define SMTP_AUTH_USER_PASS 1
#define SMTP_AUTH_RECEIVE_BEFORE_SEND 2

// Bits of PROP_POP_LEAVE_ON_SERVER; its high word is a number of days.
#define LEAVE_ON_SERVER 0x1
#define REMOVE_AFTER 0x2
#define REMOVE_ON_NUKE 0x4
#define GET_REMOVE_AFTER_DAYS(ul) (static_cast<ULONG>(ul) >> 16)
#define SET_REMOVE_AFTER_DAYS(days) (static_cast<ULONG>(days) << 16)

// Result codes. E_OLK_REGISTRY has its documented value; some sample headers give it the value of
// E_OLK_ALREADY_INITIALIZED.
#define E_OLK_REGISTRY (static_cast<HRESULT>(0x800C8001))
#define E_OLK_ALREADY_INITIALIZED (static_cast<HRESULT>(0x800C8002))
#define E_OLK_PARAM_NOT_SUPPORTED (static_cast<HRESULT>(0x800C8003))
#define E_OLK_NOT_INITIALIZED (static_cast<HRESULT>(0x800C8005))
#define E_OLK_PROP_READ_ONLY (static_cast<HRESULT>(0x800C800D))
#define E_ACCT_NOT_FOUND (static_cast<HRESULT>(0x800C8101))
#define E_ACCT_UI_BUSY (static_cast<HRESULT>(0x800C8102))
#define E_ACCT_WRONG_SORT_ORDER (static_cast<HRESULT>(0x800C8105))

#ifndef MAPI_E_CALL_FAILED
#define MAPI_E_CALL_FAILED E_FAIL
#endif
#ifndef MAPI_E_INVALID_PARAMETER
#define MAPI_E_INVALID_PARAMETER E_INVALIDARG
#endif
#ifndef MAPI_E_USER_CANCEL
#define MAPI_E_USER_CANCEL (static_cast<HRESULT>(0x80040113))
#endif

// Property types. Where the MAPI headers came first, theirs are used: the numbers are the same.
#ifndef PT_LONG
#define PT_LONG (static_cast<ULONG>(0x0003))
#endif
#ifndef PT_UNICODE
#define PT_UNICODE (static_cast<ULONG>(0x001F))
#endif
#ifndef PT_BINARY
#define PT_BINARY (static_cast<ULONG>(0x0102))
#endif
#ifndef PROP_TAG
#define PROP_TAG(type, id) ((static_cast<ULONG>(id) << 16) | static_cast<ULONG>(type))
#endif

// Or-ed into the type half of the tags of secret properties; never part of ACCT_VARIANT::dwType.
#define SECURE_FLAG 0x8000

// Properties of every kind of account.
#define PROP_ACCT_ID PROP_TAG(PT_LONG, 0x0001)
#define PROP_ACCT_NAME PROP_TAG(PT_UNICODE, 0x0002)
#define PROP_ACCT_MINI_UID PROP_TAG(PT_LONG, 0x0003)
#define PROP_ACCT_TYPE PROP_TAG(PT_UNICODE, 0x0004)
#define PROP_ACCT_IDENTITY PROP_TAG(PT_UNICODE, 0x0007)
#define PROP_ACCT_FLAVOR PROP_TAG(PT_UNICODE, 0x0008)
#define PROP_ACCT_IS_DEFAULT_MAIL PROP_TAG(PT_LONG, 0x000A)
#define PROP_ACCT_USER_DISPLAY_NAME PROP_TAG(PT_UNICODE, 0x000B)
#define PROP_ACCT_USER_EMAIL_ADDR PROP_TAG(PT_UNICODE, 0x000C)
#define PROP_ACCT_STAMP PROP_TAG(PT_UNICODE, 0x000D)
#define PROP_ACCT_SEND_STAMP PROP_TAG(PT_UNICODE, 0x000E)
#define PROP_ACCT_IS_EXCH PROP_TAG(PT_LONG, 0x0014)
#define PROP_ACCT_DISABLED PROP_TAG(PT_LONG, 0x0015)
#define PROP_ACCT_DELIVERY_STORE PROP_TAG(PT_BINARY, 0x0018)
#define PROP_ACCT_DELIVERY_FOLDER PROP_TAG(PT_BINARY, 0x0019)
#define PROP_ACCT_SENTITEMS_EID PROP_TAG(PT_BINARY, 0x0020)
#define PROP_ACCT_PREFERENCES_UID PROP_TAG(PT_BINARY, 0x0022)

// Internet accounts, incoming side.
#define PROP_INET_SERVER PROP_TAG(PT_UNICODE, 0x0100)
#define PROP_INET_USER PROP_TAG(PT_UNICODE, 0x0101)
#define PROP_INET_PASSWORD PROP_TAG((PT_UNICODE | SECURE_FLAG), 0x0102)
#define PROP_INET_PORT PROP_TAG(PT_LONG, 0x0104)
#define PROP_INET_SSL PROP_TAG(PT_LONG, 0x0105)
#define PROP_INET_USE_SPA PROP_TAG(PT_LONG, 0x0108)

// Internet accounts, outgoing side.
#define PROP_SMTP_SERVER PROP_TAG(PT_UNICODE, 0x0200)
#define PROP_SMTP_PORT PROP_TAG(PT_LONG, 0x0201)
#define PROP_SMTP_SSL PROP_TAG(PT_LONG, 0x0202)
#define PROP_SMTP_USE_AUTH PROP_TAG(PT_LONG, 0x0203)
#define PROP_SMTP_USER PROP_TAG(PT_UNICODE, 0x0204)
#define PROP_SMTP_PASSWORD PROP_TAG((PT_UNICODE | SECURE_FLAG), 0x0205)
#define PROP_SMTP_USE_SPA PROP_TAG(PT_LONG, 0x0207)
#define PROP_SMTP_AUTH_METHOD PROP_TAG(PT_LONG, 0x0208)
#define PROP_SMTP_SECURE_CONNECTION PROP_TAG(PT_LONG, 0x020A)

// POP3 accounts.
#define PROP_POP_LEAVE_ON_SERVER PROP_TAG(PT_LONG, 0x1000)

// Accounts backed by a MAPI message service.
#define PROP_MAPI_SERVICE_NAME PROP_ACCT_FLAVOR
#define PROP_MAPI_SERVICE_UID PROP_TAG(PT_BINARY, 0x2000)
#define PROP_MAPI_PROVIDER_TYPE PROP_TAG(PT_LONG, 0x2001)
#define PROP_MAPI_IDENTITY_ENTRYID PROP_TAG(PT_BINARY, 0x2002)
#define PROP_MAPI_EMSMDB_UID PROP_TAG(PT_BINARY, 0x2009)
#define PROP_MAPI_TRANSPORT_FLAGS PROP_TAG(PT_BINARY, 0x2010)

// Properties of messages, not of accounts: GetProp answers E_ACCT_NOT_FOUND for them. The first
// has two names, one in the documentation and one in the sample headers.
#ifndef PR_PRIMARY_SEND_ACCOUNT
#define PR_PRIMARY_SEND_ACCOUNT PROP_TAG(PT_UNICODE, 0x0E28)
#endif
#ifndef PR_PRIMARY_SEND_ACCT
#define PR_PRIMARY_SEND_ACCT PR_PRIMARY_SEND_ACCOUNT
#endif
#ifndef PR_NEXT_SEND_ACCT
#define PR_NEXT_SEND_ACCT PROP_TAG(PT_UNICODE, 0x0E29)
#endif

// Classes: the manager is the only one that can be created; the others name types and categories.
inline constexpr CLSID CLSID_OlkAccountManager = {
    0xED475410, 0xB0D6, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr CLSID CLSID_OlkPOP3Account = {
    0xED475411, 0xB0D6, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr CLSID CLSID_OlkIMAP4Account = {
    0xED475412, 0xB0D6, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr CLSID CLSID_OlkMAPIAccount = {
    0xED475414, 0xB0D6, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr CLSID CLSID_OlkHotmailAccount = {
    0x4DB5CBF0, 0x3B77, 0x4852, {0xBC, 0x8E, 0xBB, 0x81, 0x90, 0x88, 0x61, 0xF3}};
inline constexpr CLSID CLSID_OlkLDAPAccount = {
    0x4DB5CBF2, 0x3B77, 0x4852, {0xBC, 0x8E, 0xBB, 0x81, 0x90, 0x88, 0x61, 0xF3}};
inline constexpr CLSID CLSID_OlkMail = {
    0xED475418, 0xB0D6, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr CLSID CLSID_OlkAddressBook = {
    0xED475419, 0xB0D6, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr CLSID CLSID_OlkStore = {
    0xED475420, 0xB0D6, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};

// Interfaces. IID_IOlkEnum has its documented value; some sample headers repeat the one of
// IOlkErrorUnknown.
inline constexpr IID IID_IOlkErrorUnknown = {
    0x9240A6C0, 0xAF41, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr IID IID_IOlkEnum = {
    0x9240A6C1, 0xAF41, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr IID IID_IOlkAccountNotify = {
    0x9240A6C3, 0xAF41, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr IID IID_IOlkAccountHelper = {
    0x9240A6CB, 0xAF41, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr IID IID_IOlkAccountManager = {
    0x9240A6CD, 0xAF41, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
inline constexpr IID IID_IOlkAccount = {
    0x9240A6D2, 0xAF41, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
