// The MAPI subset that the account management interfaces and their clients need: entry points,
// session, profile administration, profile sections and tables, in the slots and with the spelling
// of Microsoft's headers.
//
// Contract of every method: success is an HRESULT of 0 or more; a required out-pointer that is NULL
// is MAPI_E_INVALID_PARAMETER, any other is cleared before work starts; interface pointers that are
// returned carry one reference; memory that is returned is freed with MAPIFreeBuffer, row sets with
// FreeProws. Any thread may call. A method that is not implemented gives MAPI_E_NO_SUPPORT.
#pragma once

#include <olkacct/mapi_codes.h>
#include <olkacct/mapi_constants.h>
#include <olkacct/mapi_tags.h>
#include <olkacct/mapi_types.h>

// Not part of the subset: only pointers to them appear.
struct IMsgStore;
struct IMAPIFolder;
struct IMessage;
struct IAddrBook;

struct IMAPIAdviseSink;
struct IMAPIProgress;
struct IMAPIProp;
struct IMAPITable;
struct IMsgServiceAdmin;
struct IProfSect;
struct IProviderAdmin;
using LPMAPIADVISESINK = IMAPIAdviseSink*;
using LPMAPIPROGRESS = IMAPIProgress*;
using LPMAPIPROP = IMAPIProp*;
using LPMAPITABLE = IMAPITable*;
using LPSERVICEADMIN = IMsgServiceAdmin*;
using LPPROFSECT = IProfSect*;
using LPPROVIDERADMIN = IProviderAdmin*;

// Implemented by clients.
struct IMAPIAdviseSink : public IUnknown {
    virtual ULONG STDMETHODCALLTYPE OnNotify(ULONG cNotif, NOTIFICATION* lpNotifications) = 0;
};

// Implemented by clients; never called here.
struct IMAPIProgress : public IUnknown {
    virtual HRESULT STDMETHODCALLTYPE Progress(ULONG ulValue, ULONG ulCount, ULONG ulTotal) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetFlags(ULONG* lpulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetMax(ULONG* lpulMax) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetMin(ULONG* lpulMin) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetLimits(ULONG* lpulMin, ULONG* lpulMax,
                                                ULONG* lpulFlags) = 0;
};

struct IMAPIProp : public IUnknown {
    virtual HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hResult, ULONG ulFlags,
                                                   MAPIERROR** lppMAPIError) = 0;
    virtual HRESULT STDMETHODCALLTYPE SaveChanges(ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetProps(SPropTagArray* lpPropTagArray, ULONG ulFlags,
                                               ULONG* lpcValues, SPropValue** lppPropArray) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetPropList(ULONG ulFlags,
                                                  SPropTagArray** lppPropTagArray) = 0;
    virtual HRESULT STDMETHODCALLTYPE OpenProperty(ULONG ulPropTag, const IID* lpiid,
                                                   ULONG ulInterfaceOptions, ULONG ulFlags,
                                                   IUnknown** lppUnk) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetProps(ULONG cValues, SPropValue* lpPropArray,
                                               SPropProblemArray** lppProblems) = 0;
    virtual HRESULT STDMETHODCALLTYPE DeleteProps(SPropTagArray* lpPropTagArray,
                                                  SPropProblemArray** lppProblems) = 0;
    virtual HRESULT STDMETHODCALLTYPE CopyTo(ULONG ciidExclude, const IID* rgiidExclude,
                                             SPropTagArray* lpExcludeProps, ULONG_PTR ulUIParam,
                                             IMAPIProgress* lpProgress, const IID* lpInterface,
                                             void* lpDestObj, ULONG ulFlags,
                                             SPropProblemArray** lppProblems) = 0;
    virtual HRESULT STDMETHODCALLTYPE CopyProps(SPropTagArray* lpIncludeProps, ULONG_PTR ulUIParam,
                                                IMAPIProgress* lpProgress, const IID* lpInterface,
                                                void* lpDestObj, ULONG ulFlags,
                                                SPropProblemArray** lppProblems) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetNamesFromIDs(SPropTagArray** lppPropTags,
                                                      GUID* lpPropSetGuid, ULONG ulFlags,
                                                      ULONG* lpcPropNames,
                                                      MAPINAMEID*** lpppPropNames) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetIDsFromNames(ULONG cPropNames, MAPINAMEID** lppPropNames,
                                                      ULONG ulFlags,
                                                      SPropTagArray** lppPropTags) = 0;
};

// One section of a profile. Not transacted: what is set is stored at once.
struct IProfSect : public IMAPIProp {};

struct IMAPISession : public IUnknown {
    virtual HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hResult, ULONG ulFlags,
                                                   MAPIERROR** lppMAPIError) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetMsgStoresTable(ULONG ulFlags, IMAPITable** lppTable) = 0;
    virtual HRESULT STDMETHODCALLTYPE OpenMsgStore(ULONG_PTR ulUIParam, ULONG cbEntryID,
                                                   ENTRYID* lpEntryID, const IID* lpInterface,
                                                   ULONG ulFlags, IMsgStore** lppMDB) = 0;
    virtual HRESULT STDMETHODCALLTYPE OpenAddressBook(ULONG_PTR ulUIParam, const IID* lpInterface,
                                                      ULONG ulFlags, IAddrBook** lppAdrBook) = 0;
    virtual HRESULT STDMETHODCALLTYPE OpenProfileSection(MAPIUID* lpUID, const IID* lpInterface,
                                                         ULONG ulFlags,
                                                         IProfSect** lppProfSect) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetStatusTable(ULONG ulFlags, IMAPITable** lppTable) = 0;
    virtual HRESULT STDMETHODCALLTYPE OpenEntry(ULONG cbEntryID, ENTRYID* lpEntryID,
                                                const IID* lpInterface, ULONG ulFlags,
                                                ULONG* lpulObjType, IUnknown** lppUnk) = 0;
    virtual HRESULT STDMETHODCALLTYPE CompareEntryIDs(ULONG cbEntryID1, ENTRYID* lpEntryID1,
                                                      ULONG cbEntryID2, ENTRYID* lpEntryID2,
                                                      ULONG ulFlags, ULONG* lpulResult) = 0;
    virtual HRESULT STDMETHODCALLTYPE Advise(ULONG cbEntryID, ENTRYID* lpEntryID, ULONG ulEventMask,
                                             IMAPIAdviseSink* lpAdviseSink,
                                             ULONG_PTR* lpulConnection) = 0;
    virtual HRESULT STDMETHODCALLTYPE Unadvise(ULONG_PTR ulConnection) = 0;
    virtual HRESULT STDMETHODCALLTYPE MessageOptions(ULONG_PTR ulUIParam, ULONG ulFlags,
                                                     LPTSTR lpszAdrType, IMessage* lpMessage) = 0;
    virtual HRESULT STDMETHODCALLTYPE QueryDefaultMessageOpt(LPTSTR lpszAdrType, ULONG ulFlags,
                                                             ULONG* lpcValues,
                                                             SPropValue** lppOptions) = 0;
    virtual HRESULT STDMETHODCALLTYPE EnumAdrTypes(ULONG ulFlags, ULONG* lpcAdrTypes,
                                                   LPTSTR** lpppszAdrTypes) = 0;
    virtual HRESULT STDMETHODCALLTYPE QueryIdentity(ULONG* lpcbEntryID, ENTRYID** lppEntryID) = 0;
    virtual HRESULT STDMETHODCALLTYPE Logoff(ULONG_PTR ulUIParam, ULONG ulFlags,
                                             ULONG ulReserved) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetDefaultStore(ULONG ulFlags, ULONG cbEntryID,
                                                      ENTRYID* lpEntryID) = 0;
    virtual HRESULT STDMETHODCALLTYPE AdminServices(ULONG ulFlags,
                                                    IMsgServiceAdmin** lppServiceAdmin) = 0;
    virtual HRESULT STDMETHODCALLTYPE ShowForm(ULONG_PTR ulUIParam, IMsgStore* lpMsgStore,
                                               IMAPIFolder* lpParentFolder, const IID* lpInterface,
                                               ULONG_PTR ulMessageToken, IMessage* lpMessageSent,
                                               ULONG ulFlags, ULONG ulMessageStatus,
                                               ULONG ulMessageFlags, ULONG ulAccess,
                                               LPSTR lpszMessageClass) = 0;
    virtual HRESULT STDMETHODCALLTYPE PrepareForm(const IID* lpInterface, IMessage* lpMessage,
                                                  ULONG_PTR* lpulMessageToken) = 0;
};
using LPMAPISESSION = IMAPISession*;

struct IProfAdmin : public IUnknown {
    virtual HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hResult, ULONG ulFlags,
                                                   MAPIERROR** lppMAPIError) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetProfileTable(ULONG ulFlags, IMAPITable** lppTable) = 0;
    virtual HRESULT STDMETHODCALLTYPE CreateProfile(LPTSTR lpszProfileName, LPTSTR lpszPassword,
                                                    ULONG_PTR ulUIParam, ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE DeleteProfile(LPTSTR lpszProfileName, ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE ChangeProfilePassword(LPTSTR lpszProfileName,
                                                            LPTSTR lpszOldPassword,
                                                            LPTSTR lpszNewPassword,
                                                            ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE CopyProfile(LPTSTR lpszOldProfileName, LPTSTR lpszOldPassword,
                                                  LPTSTR lpszNewProfileName, ULONG_PTR ulUIParam,
                                                  ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE RenameProfile(LPTSTR lpszOldProfileName,
                                                    LPTSTR lpszOldPassword,
                                                    LPTSTR lpszNewProfileName, ULONG_PTR ulUIParam,
                                                    ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetDefaultProfile(LPTSTR lpszProfileName, ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE AdminServices(LPTSTR lpszProfileName, LPTSTR lpszPassword,
                                                    ULONG_PTR ulUIParam, ULONG ulFlags,
                                                    IMsgServiceAdmin** lppServiceAdmin) = 0;
};
using LPPROFADMIN = IProfAdmin*;

struct IMsgServiceAdmin : public IUnknown {
    virtual HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hResult, ULONG ulFlags,
                                                   MAPIERROR** lppMAPIError) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetMsgServiceTable(ULONG ulFlags, IMAPITable** lppTable) = 0;
    virtual HRESULT STDMETHODCALLTYPE CreateMsgService(LPTSTR lpszService, LPTSTR lpszDisplayName,
                                                       ULONG_PTR ulUIParam, ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE DeleteMsgService(MAPIUID* lpUID) = 0;
    virtual HRESULT STDMETHODCALLTYPE CopyMsgService(MAPIUID* lpUID, LPTSTR lpszDisplayName,
                                                     const IID* lpInterfaceToCopy,
                                                     const IID* lpInterfaceDst, void* lpObjectDst,
                                                     ULONG_PTR ulUIParam, ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE RenameMsgService(MAPIUID* lpUID, ULONG ulFlags,
                                                       LPTSTR lpszDisplayName) = 0;
    virtual HRESULT STDMETHODCALLTYPE ConfigureMsgService(MAPIUID* lpUID, ULONG_PTR ulUIParam,
                                                          ULONG ulFlags, ULONG cValues,
                                                          SPropValue* lpProps) = 0;
    virtual HRESULT STDMETHODCALLTYPE OpenProfileSection(MAPIUID* lpUID, const IID* lpInterface,
                                                         ULONG ulFlags,
                                                         IProfSect** lppProfSect) = 0;
    virtual HRESULT STDMETHODCALLTYPE MsgServiceTransportOrder(ULONG cUID, MAPIUID* lpUIDList,
                                                               ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE AdminProviders(MAPIUID* lpUID, ULONG ulFlags,
                                                     IProviderAdmin** lppProviderAdmin) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetPrimaryIdentity(MAPIUID* lpUID, ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetProviderTable(ULONG ulFlags, IMAPITable** lppTable) = 0;
};

struct IMsgServiceAdmin2 : public IMsgServiceAdmin {
    virtual HRESULT STDMETHODCALLTYPE CreateMsgServiceEx(LPTSTR lpszService, LPTSTR lpszDisplayName,
                                                         ULONG_PTR ulUIParam, ULONG ulFlags,
                                                         MAPIUID* lpuidService) = 0;
};
using LPSERVICEADMIN2 = IMsgServiceAdmin2*;

struct IProviderAdmin : public IUnknown {
    virtual HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hResult, ULONG ulFlags,
                                                   MAPIERROR** lppMAPIError) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetProviderTable(ULONG ulFlags, IMAPITable** lppTable) = 0;
    virtual HRESULT STDMETHODCALLTYPE CreateProvider(LPTSTR lpszProvider, ULONG cValues,
                                                     SPropValue* lpProps, ULONG_PTR ulUIParam,
                                                     ULONG ulFlags, MAPIUID* lpUID) = 0;
    virtual HRESULT STDMETHODCALLTYPE DeleteProvider(MAPIUID* lpUID) = 0;
    virtual HRESULT STDMETHODCALLTYPE OpenProfileSection(MAPIUID* lpUID, const IID* lpInterface,
                                                         ULONG ulFlags,
                                                         IProfSect** lppProfSect) = 0;
};

struct IMAPITable : public IUnknown {
    virtual HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hResult, ULONG ulFlags,
                                                   MAPIERROR** lppMAPIError) = 0;
    virtual HRESULT STDMETHODCALLTYPE Advise(ULONG ulEventMask, IMAPIAdviseSink* lpAdviseSink,
                                             ULONG_PTR* lpulConnection) = 0;
    virtual HRESULT STDMETHODCALLTYPE Unadvise(ULONG_PTR ulConnection) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetStatus(ULONG* lpulTableStatus, ULONG* lpulTableType) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetColumns(SPropTagArray* lpPropTagArray, ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE QueryColumns(ULONG ulFlags,
                                                   SPropTagArray** lpPropTagArray) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetRowCount(ULONG ulFlags, ULONG* lpulCount) = 0;
    virtual HRESULT STDMETHODCALLTYPE SeekRow(BOOKMARK bkOrigin, LONG lRowCount,
                                              LONG* lplRowsSought) = 0;
    virtual HRESULT STDMETHODCALLTYPE SeekRowApprox(ULONG ulNumerator, ULONG ulDenominator) = 0;
    virtual HRESULT STDMETHODCALLTYPE QueryPosition(ULONG* lpulRow, ULONG* lpulNumerator,
                                                    ULONG* lpulDenominator) = 0;
    virtual HRESULT STDMETHODCALLTYPE FindRow(SRestriction* lpRestriction, BOOKMARK bkOrigin,
                                              ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE Restrict(SRestriction* lpRestriction, ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE CreateBookmark(BOOKMARK* lpbkPosition) = 0;
    virtual HRESULT STDMETHODCALLTYPE FreeBookmark(BOOKMARK bkPosition) = 0;
    virtual HRESULT STDMETHODCALLTYPE SortTable(SSortOrderSet* lpSortCriteria, ULONG ulFlags) = 0;
    virtual HRESULT STDMETHODCALLTYPE QuerySortOrder(SSortOrderSet** lppSortCriteria) = 0;
    virtual HRESULT STDMETHODCALLTYPE QueryRows(LONG lRowCount, ULONG ulFlags,
                                                SRowSet** lppRows) = 0;
    virtual HRESULT STDMETHODCALLTYPE Abort() = 0;
    virtual HRESULT STDMETHODCALLTYPE ExpandRow(ULONG cbInstanceKey, BYTE* pbInstanceKey,
                                                ULONG ulRowCount, ULONG ulFlags, SRowSet** lppRows,
                                                ULONG* lpulMoreRows) = 0;
    virtual HRESULT STDMETHODCALLTYPE CollapseRow(ULONG cbInstanceKey, BYTE* pbInstanceKey,
                                                  ULONG ulFlags, ULONG* lpulRowCount) = 0;
    virtual HRESULT STDMETHODCALLTYPE WaitForCompletion(ULONG ulFlags, ULONG ulTimeout,
                                                        ULONG* lpulTableStatus) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetCollapseState(ULONG ulFlags, ULONG cbInstanceKey,
                                                       BYTE* lpbInstanceKey,
                                                       ULONG* lpcbCollapseState,
                                                       BYTE** lppbCollapseState) = 0;
    virtual HRESULT STDMETHODCALLTYPE SetCollapseState(ULONG ulFlags, ULONG cbCollapseState,
                                                       BYTE* pbCollapseState,
                                                       BOOKMARK* lpbkLocation) = 0;
};

// Signatures of allocators that clients pass to utility functions.
using ALLOCATEBUFFER = SCODE STDMETHODCALLTYPE(ULONG cbSize, LPVOID* lppBuffer);
using ALLOCATEMORE = SCODE STDMETHODCALLTYPE(ULONG cbSize, LPVOID lpObject, LPVOID* lppBuffer);
using LPALLOCATEBUFFER = ALLOCATEBUFFER*;
using LPALLOCATEMORE = ALLOCATEMORE*;

extern "C" {

// Counts; every success needs one MAPIUninitialize. `lpMapiInit` is null or a MAPIINIT_0.
// MAPI_E_INVALID_PARAMETER, MAPI_E_UNKNOWN_FLAGS.
HRESULT STDMETHODCALLTYPE MAPIInitialize(LPVOID lpMapiInit);
// What was opened before keeps working.
void STDMETHODCALLTYPE MAPIUninitialize();
// Begins a session on a profile of the source that the process chose (OlkSetAccountSource), or
// joins the shared one. Whoever asks for a dialog without naming a profile gets the only one, else
// the default. MAPI_E_LOGON_FAILED, MAPI_E_NOT_INITIALIZED, MAPI_E_TIMEOUT.
HRESULT STDMETHODCALLTYPE MAPILogonEx(ULONG_PTR ulUIParam, LPTSTR lpszProfileName,
                                      LPTSTR lpszPassword, FLAGS flFlags,
                                      IMAPISession** lppSession);
// The profiles of that source. New services are those of the file that the environment variable
// OLKACCT_MAPISVC names, in the form of MAPISVC.INF, else the built-in ones.
HRESULT STDMETHODCALLTYPE MAPIAdminProfiles(ULONG ulFlags, IProfAdmin** lppProfAdmin);

// The memory of results: a chain of blocks that its root frees. Works also before MAPIInitialize
// and after MAPIUninitialize. Blocks are aligned as malloc aligns, their content is undefined.
SCODE STDMETHODCALLTYPE MAPIAllocateBuffer(ULONG cbSize, LPVOID* lppBuffer);
// `lpObject` is a root or any block of its chain.
SCODE STDMETHODCALLTYPE MAPIAllocateMore(ULONG cbSize, LPVOID lpObject, LPVOID* lppBuffer);
SCODE STDMETHODCALLTYPE MAPIReallocateBuffer(LPVOID lpv, ULONG ulSize, LPVOID* lppv);
// S_OK, also for NULL.
ULONG STDMETHODCALLTYPE MAPIFreeBuffer(LPVOID lpBuffer);

HRESULT STDMETHODCALLTYPE HrGetOneProp(IMAPIProp* lpMapiProp, ULONG ulPropTag,
                                       SPropValue** lppProp);
HRESULT STDMETHODCALLTYPE HrSetOneProp(IMAPIProp* lpMapiProp, SPropValue* lpProp);
BOOL STDMETHODCALLTYPE FPropExists(IMAPIProp* lpMapiProp, ULONG ulPropTag);
SPropValue* STDMETHODCALLTYPE PpropFindProp(SPropValue* lpPropArray, ULONG cValues,
                                            ULONG ulPropTag);
SPropValue* STDMETHODCALLTYPE LpValFindProp(ULONG ulPropTag, ULONG cValues,
                                            SPropValue* lpPropArray);
HRESULT STDMETHODCALLTYPE HrQueryAllRows(IMAPITable* lpTable, SPropTagArray* lpPropTags,
                                         SRestriction* lpRestriction, SSortOrderSet* lpSortOrderSet,
                                         LONG crowsMax, SRowSet** lppRows);
void STDMETHODCALLTYPE FreeProws(SRowSet* lpRows);
void STDMETHODCALLTYPE FreePadrlist(ADRLIST* lpAdrlist);
SCODE STDMETHODCALLTYPE ScCountProps(int cValues, SPropValue* lpPropArray, ULONG* lpcb);
SCODE STDMETHODCALLTYPE ScCopyProps(int cValues, SPropValue* lpPropArray, LPVOID lpvDst,
                                    ULONG* lpcb);
SCODE STDMETHODCALLTYPE ScRelocProps(int cValues, SPropValue* lpPropArray, LPVOID lpvBaseOld,
                                     LPVOID lpvBaseNew, ULONG* lpcb);
SCODE STDMETHODCALLTYPE ScDupPropset(int cValues, SPropValue* lpPropArray,
                                     ALLOCATEBUFFER* lpAllocateBuffer, SPropValue** lppPropArray);
SCODE STDMETHODCALLTYPE PropCopyMore(SPropValue* lpSPropValueDest, SPropValue* lpSPropValueSrc,
                                     ALLOCATEMORE* lpfAllocMore, LPVOID lpvObject);
ULONG STDMETHODCALLTYPE UlPropSize(SPropValue* lpSPropValue);
SCODE STDMETHODCALLTYPE ScInitMapiUtil(ULONG ulFlags);
void STDMETHODCALLTYPE DeinitMapiUtil();
SCODE STDMETHODCALLTYPE ScBinFromHexBounded(LPTSTR lpsz, LPBYTE lpb, ULONG cb);
BOOL STDMETHODCALLTYPE FBinFromHex(LPTSTR lpsz, LPBYTE lpb);
void STDMETHODCALLTYPE HexFromBin(LPBYTE lpb, int cb, LPTSTR lpsz);
ULONG STDMETHODCALLTYPE UlAddRef(LPVOID lpunk);
ULONG STDMETHODCALLTYPE UlRelease(LPVOID lpunk);

}  // extern "C"
