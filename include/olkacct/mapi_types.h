// Types of the MAPI subset: property values, rows, restrictions, sort orders, errors, in the layout
// of Microsoft's headers.
//
// Widths follow MC-01: UI parameters, connections, bookmarks and message tokens are pointer-sized.
// LPTSTR is an 8-bit string, or a UTF-16 one when the flags of the call contain MAPI_UNICODE; its
// C++ type says nothing.
#pragma once

#include <olkacct/com.h>

#include <cstddef>
#include <cstdint>

#ifndef _WIN32
using ULONG_PTR = std::uintptr_t;
using LPSTR = char*;
using LPTSTR = char*;

// 100 ns units since 1601-01-01 UTC.
struct FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
};

union LARGE_INTEGER {
    struct {
        DWORD LowPart;
        LONG HighPart;
    } u;
    std::int64_t QuadPart;
};

// A value times 10000.
union CURRENCY {
    struct {
        DWORD Lo;
        LONG Hi;
    } s;
    std::int64_t int64;
};
using CY = CURRENCY;
#else
using CURRENCY = CY;
#endif

using FLAGS = ULONG;
using BOOKMARK = ULONG_PTR;

// The 16 bytes of a GUID as an array; names sections and providers.
struct MAPIUID {
    BYTE ab[16];
};
using LPMAPIUID = MAPIUID*;

// The length travels beside it.
struct ENTRYID {
    BYTE abFlags[4];
    BYTE ab[1];
};
using LPENTRYID = ENTRYID*;

// Property types.
#define PT_UNSPECIFIED (static_cast<ULONG>(0x0000))
#define PT_NULL (static_cast<ULONG>(0x0001))
#define PT_I2 (static_cast<ULONG>(0x0002))
#define PT_SHORT PT_I2
#ifndef PT_LONG
#define PT_LONG (static_cast<ULONG>(0x0003))
#endif
#define PT_I4 PT_LONG
#define PT_R4 (static_cast<ULONG>(0x0004))
#define PT_FLOAT PT_R4
#define PT_DOUBLE (static_cast<ULONG>(0x0005))
#define PT_R8 PT_DOUBLE
#define PT_CURRENCY (static_cast<ULONG>(0x0006))
#define PT_APPTIME (static_cast<ULONG>(0x0007))
#define PT_ERROR (static_cast<ULONG>(0x000A))
#define PT_BOOLEAN (static_cast<ULONG>(0x000B))
#define PT_OBJECT (static_cast<ULONG>(0x000D))
#define PT_I8 (static_cast<ULONG>(0x0014))
#define PT_LONGLONG PT_I8
#define PT_STRING8 (static_cast<ULONG>(0x001E))
#ifndef PT_UNICODE
#define PT_UNICODE (static_cast<ULONG>(0x001F))
#endif
#define PT_SYSTIME (static_cast<ULONG>(0x0040))
#define PT_CLSID (static_cast<ULONG>(0x0048))
#ifndef PT_BINARY
#define PT_BINARY (static_cast<ULONG>(0x0102))
#endif
#define MV_FLAG (static_cast<ULONG>(0x1000))
#define MV_INSTANCE (static_cast<ULONG>(0x2000))
#define MVI_FLAG (MV_FLAG | MV_INSTANCE)
#define PT_MV_I2 (MV_FLAG | PT_I2)
#define PT_MV_SHORT PT_MV_I2
#define PT_MV_LONG (MV_FLAG | PT_LONG)
#define PT_MV_I4 PT_MV_LONG
#define PT_MV_R4 (MV_FLAG | PT_R4)
#define PT_MV_DOUBLE (MV_FLAG | PT_DOUBLE)
#define PT_MV_R8 PT_MV_DOUBLE
#define PT_MV_CURRENCY (MV_FLAG | PT_CURRENCY)
#define PT_MV_APPTIME (MV_FLAG | PT_APPTIME)
#define PT_MV_I8 (MV_FLAG | PT_I8)
#define PT_MV_LONGLONG PT_MV_I8
#define PT_MV_STRING8 (MV_FLAG | PT_STRING8)
#define PT_MV_UNICODE (MV_FLAG | PT_UNICODE)
#define PT_MV_SYSTIME (MV_FLAG | PT_SYSTIME)
#define PT_MV_CLSID (MV_FLAG | PT_CLSID)
#define PT_MV_BINARY (MV_FLAG | PT_BINARY)

#ifndef PROP_TAG
#define PROP_TAG(type, id) ((static_cast<ULONG>(id) << 16) | static_cast<ULONG>(type))
#endif
#define PROP_ID(tag) (static_cast<ULONG>(tag) >> 16)
#define PROP_TYPE(tag) (static_cast<ULONG>(tag) & 0xFFFF)
#define CHANGE_PROP_TYPE(tag, type) ((0xFFFF0000 & static_cast<ULONG>(tag)) | (type))
#define PROP_ID_NULL 0
#define PROP_ID_INVALID 0xFFFF
#define PR_NULL PROP_TAG(PT_NULL, PROP_ID_NULL)

struct SBinary {
    ULONG cb;
    BYTE* lpb;
};
struct SShortArray {
    ULONG cValues;
    std::int16_t* lpi;
};
struct SLongArray {
    ULONG cValues;
    LONG* lpl;
};
struct SRealArray {
    ULONG cValues;
    float* lpflt;
};
struct SDoubleArray {
    ULONG cValues;
    double* lpdbl;
};
struct SCurrencyArray {
    ULONG cValues;
    CURRENCY* lpcur;
};
struct SAppTimeArray {
    ULONG cValues;
    double* lpat;
};
struct SDateTimeArray {
    ULONG cValues;
    FILETIME* lpft;
};
struct SBinaryArray {
    ULONG cValues;
    SBinary* lpbin;
};
struct SLPSTRArray {
    ULONG cValues;
    LPSTR* lppszA;
};
struct SWStringArray {
    ULONG cValues;
    LPWSTR* lppszW;
};
struct SGuidArray {
    ULONG cValues;
    GUID* lpguid;
};
struct SLargeIntegerArray {
    ULONG cValues;
    LARGE_INTEGER* lpli;
};
using ENTRYLIST = SBinaryArray;
using LPENTRYLIST = ENTRYLIST*;

// Of a boolean only the 16 bits of `b` are defined.
union PropValueUnion {
    std::int16_t i;
    LONG l;
    ULONG ul;
    float flt;
    double dbl;
    std::uint16_t b;
    CURRENCY cur;
    double at;
    FILETIME ft;
    LPSTR lpszA;
    SBinary bin;
    LPWSTR lpszW;
    GUID* lpguid;
    LARGE_INTEGER li;
    SShortArray MVi;
    SLongArray MVl;
    SRealArray MVflt;
    SDoubleArray MVdbl;
    SCurrencyArray MVcur;
    SAppTimeArray MVat;
    SDateTimeArray MVft;
    SBinaryArray MVbin;
    SLPSTRArray MVszA;
    SWStringArray MVszW;
    SGuidArray MVguid;
    SLargeIntegerArray MVli;
    SCODE err;
    LONG x;
};
struct SPropValue {
    ULONG ulPropTag;
    ULONG dwAlignPad;
    alignas(8) PropValueUnion Value;
};
using LPSPropValue = SPropValue*;
static_assert(offsetof(SPropValue, Value) == 8);
static_assert(sizeof(SPropValue) == 8 + 2 * sizeof(void*));

// The arrays at the end of these are as long as their count says.
struct SPropTagArray {
    ULONG cValues;
    ULONG aulPropTag[1];
};
using LPSPropTagArray = SPropTagArray*;
#define CbNewSPropTagArray(count) (offsetof(SPropTagArray, aulPropTag) + (count) * sizeof(ULONG))
#define SizedSPropTagArray(count, name) \
    struct name {                       \
        ULONG cValues;                  \
        ULONG aulPropTag[count];        \
    }

struct SPropProblem {
    ULONG ulIndex;
    ULONG ulPropTag;
    SCODE scode;
};
struct SPropProblemArray {
    ULONG cProblem;
    SPropProblem aProblem[1];
};
using LPSPropProblemArray = SPropProblemArray*;

struct SRow {
    ULONG ulAdrEntryPad;
    ULONG cValues;
    SPropValue* lpProps;
};
struct SRowSet {
    ULONG cRows;
    SRow aRow[1];
};
using LPSRowSet = SRowSet*;
static_assert(offsetof(SRow, lpProps) == 8);
static_assert(offsetof(SRowSet, aRow) == sizeof(void*));

struct ADRENTRY {
    ULONG ulReserved1;
    ULONG cValues;
    SPropValue* rgPropVals;
};
struct ADRLIST {
    ULONG cEntries;
    ADRENTRY aEntries[1];
};
using LPADRLIST = ADRLIST*;

struct SSortOrder {
    ULONG ulPropTag;
    ULONG ulOrder;
};
struct SSortOrderSet {
    ULONG cSorts;
    ULONG cCategories;
    ULONG cExpanded;
    SSortOrder aSort[1];
};
using LPSSortOrderSet = SSortOrderSet*;
static_assert(offsetof(SSortOrderSet, aSort) == 12);
#define CbNewSSortOrderSet(count) (offsetof(SSortOrderSet, aSort) + (count) * sizeof(SSortOrder))

struct SRestriction;
using LPSRestriction = SRestriction*;
struct SAndRestriction {
    ULONG cRes;
    SRestriction* lpRes;
};
struct SOrRestriction {
    ULONG cRes;
    SRestriction* lpRes;
};
struct SNotRestriction {
    ULONG ulReserved;
    SRestriction* lpRes;
};
struct SContentRestriction {
    ULONG ulFuzzyLevel;
    ULONG ulPropTag;
    SPropValue* lpProp;
};
struct SPropertyRestriction {
    ULONG relop;
    ULONG ulPropTag;
    SPropValue* lpProp;
};
struct SComparePropsRestriction {
    ULONG relop;
    ULONG ulPropTag1;
    ULONG ulPropTag2;
};
struct SBitMaskRestriction {
    ULONG relBMR;
    ULONG ulPropTag;
    ULONG ulMask;
};
struct SSizeRestriction {
    ULONG relop;
    ULONG ulPropTag;
    ULONG cb;
};
struct SExistRestriction {
    ULONG ulReserved1;
    ULONG ulPropTag;
    ULONG ulReserved2;
};
struct SSubRestriction {
    ULONG ulSubObject;
    SRestriction* lpRes;
};
struct SCommentRestriction {
    ULONG cValues;
    SRestriction* lpRes;
    SPropValue* lpProp;
};
using SAnnotationRestriction = SCommentRestriction;
struct SCountRestriction {
    ULONG ulCount;
    SRestriction* lpRes;
};
struct SRestriction {
    ULONG rt;
    union {
        SComparePropsRestriction resCompareProps;
        SAndRestriction resAnd;
        SOrRestriction resOr;
        SNotRestriction resNot;
        SContentRestriction resContent;
        SPropertyRestriction resProperty;
        SBitMaskRestriction resBitMask;
        SSizeRestriction resSize;
        SExistRestriction resExist;
        SSubRestriction resSub;
        SCommentRestriction resComment;
        SAnnotationRestriction resAnnotation;
        SCountRestriction resCount;
    } res;
};
static_assert(sizeof(SRestriction) == 4 * sizeof(void*));

// What GetLastError tells; one MAPIFreeBuffer frees it.
struct MAPIERROR {
    ULONG ulVersion;
    LPTSTR lpszError;
    LPTSTR lpszComponent;
    ULONG ulLowLevelError;
    ULONG ulContext;
};
using LPMAPIERROR = MAPIERROR*;
#define MAPI_ERROR_VERSION 0

struct MAPINAMEID {
    GUID* lpguid;
    ULONG ulKind;
    union {
        LONG lID;
        LPWSTR lpwstrName;
    } Kind;
};
using LPMAPINAMEID = MAPINAMEID*;

struct MAPIINIT_0 {
    ULONG ulVersion;
    ULONG ulFlags;
};
using LPMAPIINIT_0 = MAPIINIT_0*;
using MAPIINIT = MAPIINIT_0;
using LPMAPIINIT = MAPIINIT*;

struct ERROR_NOTIFICATION {
    ULONG cbEntryID;
    ENTRYID* lpEntryID;
    SCODE scode;
    ULONG ulFlags;
    MAPIERROR* lpMAPIError;
};
struct NEWMAIL_NOTIFICATION {
    ULONG cbEntryID;
    ENTRYID* lpEntryID;
    ULONG cbParentID;
    ENTRYID* lpParentID;
    ULONG ulFlags;
    LPTSTR lpszMessageClass;
    ULONG ulMessageFlags;
};
struct OBJECT_NOTIFICATION {
    ULONG cbEntryID;
    ENTRYID* lpEntryID;
    ULONG ulObjType;
    ULONG cbParentID;
    ENTRYID* lpParentID;
    ULONG cbOldID;
    ENTRYID* lpOldID;
    ULONG cbOldParentID;
    ENTRYID* lpOldParentID;
    SPropTagArray* lpPropTagArray;
};
struct TABLE_NOTIFICATION {
    ULONG ulTableEvent;
    HRESULT hResult;
    SPropValue propIndex;
    SPropValue propPrior;
    SRow row;
    ULONG ulPad;
};
struct EXTENDED_NOTIFICATION {
    ULONG ulEvent;
    ULONG cb;
    BYTE* pbEventParameters;
};
struct STATUS_OBJECT_NOTIFICATION {
    ULONG cbEntryID;
    ENTRYID* lpEntryID;
    ULONG cValues;
    SPropValue* lpPropVals;
};
struct NOTIFICATION {
    ULONG ulEventType;
    ULONG ulAlignPad;
    union {
        ERROR_NOTIFICATION err;
        NEWMAIL_NOTIFICATION newmail;
        OBJECT_NOTIFICATION obj;
        TABLE_NOTIFICATION tab;
        EXTENDED_NOTIFICATION ext;
        STATUS_OBJECT_NOTIFICATION statobj;
    } info;
};
using LPNOTIFICATION = NOTIFICATION*;
