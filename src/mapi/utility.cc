// The utility functions over properties and tables. Specification 16.
#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <vector>

#include "mapi/flat_values.h"
#include "mapi/mapi_object.h"
#include "mapi/property_values.h"
#include "mapi/safely.h"

namespace mapi = olkacct::mapi;

namespace {

int hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    const char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Applies what HrQueryAllRows is given and looks whether the rows are too many.
HRESULT prepare(IMAPITable& table, SPropTagArray* columns, SRestriction* restriction,
                SSortOrderSet* order, LONG most) {
    HRESULT hr = S_OK;
    if (columns != nullptr) hr = table.SetColumns(columns, TBL_BATCH);
    if (SUCCEEDED(hr) && restriction != nullptr) hr = table.Restrict(restriction, TBL_BATCH);
    if (SUCCEEDED(hr) && order != nullptr) hr = table.SortTable(order, TBL_BATCH);
    if (SUCCEEDED(hr)) hr = table.SeekRow(BOOKMARK_BEGINNING, 0, nullptr);
    ULONG count = 0;
    if (SUCCEEDED(hr)) hr = table.GetRowCount(0, &count);
    if (SUCCEEDED(hr) && most > 0 && count > static_cast<ULONG>(most)) return MAPI_E_TABLE_TOO_BIG;
    return hr;
}

// All places in one block behind the array.
mapi::Places flat_places(std::byte* next) {
    return [next](std::size_t size) mutable {
        std::byte* const place = next;
        next += mapi::flat_size(size);
        return static_cast<void*>(place);
    };
}

SCODE count_flat(int count, const SPropValue* values, std::size_t& total) {
    total = static_cast<std::size_t>(count) * sizeof(SPropValue);
    std::vector<std::unique_ptr<std::byte[]>> scratch;
    const mapi::Places counting = [&](std::size_t size) {
        total += mapi::flat_size(size);
        scratch.push_back(std::make_unique<std::byte[]>(std::max<std::size_t>(size, 1)));
        return static_cast<void*>(scratch.back().get());
    };
    for (int i = 0; i < count; ++i) {
        SPropValue ignored{};
        if (const SCODE code = mapi::copy_value(values[i], ignored, counting); code != S_OK)
            return code;
    }
    return S_OK;
}

SCODE copy_flat(int count, const SPropValue* values, void* target) {
    auto* const copies = static_cast<SPropValue*>(target);
    const auto places = flat_places(reinterpret_cast<std::byte*>(copies + count));
    for (int i = 0; i < count; ++i)
        if (const SCODE code = mapi::copy_value(values[i], copies[i], places); code != S_OK)
            return code;
    return S_OK;
}

bool is_array(int count, const SPropValue* values) {
    return count >= 0 && (values != nullptr || count == 0);
}

}  // namespace

extern "C" HRESULT STDMETHODCALLTYPE HrGetOneProp(IMAPIProp* lpMapiProp, ULONG ulPropTag,
                                                  SPropValue** lppProp) {
    if (!mapi::clear(lppProp) || lpMapiProp == nullptr) return MAPI_E_INVALID_PARAMETER;
    SPropTagArray tag{1, {ulPropTag}};
    ULONG count = 0;
    SPropValue* values = nullptr;
    const HRESULT hr = lpMapiProp->GetProps(&tag, 0, &count, &values);
    if (FAILED(hr)) return hr;
    if (count == 1 && values != nullptr && PROP_TYPE(values->ulPropTag) != PT_ERROR) {
        *lppProp = values;
        return S_OK;
    }
    const HRESULT code = count == 1 && values != nullptr ? values->Value.err : MAPI_E_NOT_FOUND;
    MAPIFreeBuffer(values);
    return FAILED(code) ? code : MAPI_E_NOT_FOUND;
}

extern "C" HRESULT STDMETHODCALLTYPE HrSetOneProp(IMAPIProp* lpMapiProp, SPropValue* lpProp) {
    if (lpMapiProp == nullptr || lpProp == nullptr) return MAPI_E_INVALID_PARAMETER;
    SPropProblemArray* problems = nullptr;
    const HRESULT hr = lpMapiProp->SetProps(1, lpProp, &problems);
    if (FAILED(hr)) return hr;
    const HRESULT code =
        problems != nullptr && problems->cProblem != 0 ? problems->aProblem[0].scode : S_OK;
    MAPIFreeBuffer(problems);
    return code;
}

extern "C" BOOL STDMETHODCALLTYPE FPropExists(IMAPIProp* lpMapiProp, ULONG ulPropTag) {
    if (lpMapiProp == nullptr) return FALSE;
    SPropTagArray* tags = nullptr;
    const ULONG flags = (PROP_TYPE(ulPropTag) & ~MV_FLAG) == PT_STRING8 ? 0 : MAPI_UNICODE;
    if (FAILED(lpMapiProp->GetPropList(flags, &tags)) || tags == nullptr) return FALSE;
    BOOL found = FALSE;
    for (ULONG i = 0; i < tags->cValues; ++i) {
        const bool any_type = PROP_TYPE(ulPropTag) == PT_UNSPECIFIED;
        if (any_type ? PROP_ID(tags->aulPropTag[i]) == PROP_ID(ulPropTag)
                     : tags->aulPropTag[i] == ulPropTag)
            found = TRUE;
    }
    MAPIFreeBuffer(tags);
    return found;
}

extern "C" SPropValue* STDMETHODCALLTYPE PpropFindProp(SPropValue* lpPropArray, ULONG cValues,
                                                       ULONG ulPropTag) {
    if (PROP_TYPE(ulPropTag) == PT_UNSPECIFIED)
        return LpValFindProp(ulPropTag, cValues, lpPropArray);
    for (ULONG i = 0; lpPropArray != nullptr && i < cValues; ++i)
        if (lpPropArray[i].ulPropTag == ulPropTag) return &lpPropArray[i];
    return nullptr;
}

extern "C" SPropValue* STDMETHODCALLTYPE LpValFindProp(ULONG ulPropTag, ULONG cValues,
                                                       SPropValue* lpPropArray) {
    for (ULONG i = 0; lpPropArray != nullptr && i < cValues; ++i)
        if (PROP_ID(lpPropArray[i].ulPropTag) == PROP_ID(ulPropTag)) return &lpPropArray[i];
    return nullptr;
}

extern "C" HRESULT STDMETHODCALLTYPE HrQueryAllRows(IMAPITable* lpTable, SPropTagArray* lpPropTags,
                                                    SRestriction* lpRestriction,
                                                    SSortOrderSet* lpSortOrderSet, LONG crowsMax,
                                                    SRowSet** lppRows) {
    if (!mapi::clear(lppRows) || lpTable == nullptr) return MAPI_E_INVALID_PARAMETER;
    const HRESULT hr = prepare(*lpTable, lpPropTags, lpRestriction, lpSortOrderSet, crowsMax);
    if (FAILED(hr)) return hr;
    constexpr LONG all_rows = 0x7FFFFFFF;
    return lpTable->QueryRows(all_rows, 0, lppRows);
}

extern "C" SCODE STDMETHODCALLTYPE ScCountProps(int cValues, SPropValue* lpPropArray, ULONG* lpcb) {
    if (!is_array(cValues, lpPropArray)) return MAPI_E_INVALID_PARAMETER;
    return mapi::safely([&] {
        std::size_t total = 0;
        const SCODE code = count_flat(cValues, lpPropArray, total);
        if (lpcb != nullptr && code == S_OK) *lpcb = static_cast<ULONG>(total);
        return code;
    });
}

extern "C" SCODE STDMETHODCALLTYPE ScCopyProps(int cValues, SPropValue* lpPropArray, LPVOID lpvDst,
                                               ULONG* lpcb) {
    if (!is_array(cValues, lpPropArray) || lpvDst == nullptr) return MAPI_E_INVALID_PARAMETER;
    return mapi::safely([&] {
        if (const SCODE code = ScCountProps(cValues, lpPropArray, lpcb); code != S_OK) return code;
        return copy_flat(cValues, lpPropArray, lpvDst);
    });
}

extern "C" SCODE STDMETHODCALLTYPE ScRelocProps(int cValues, SPropValue* lpPropArray,
                                                LPVOID lpvBaseOld, LPVOID lpvBaseNew, ULONG* lpcb) {
    if (!is_array(cValues, lpPropArray)) return MAPI_E_INVALID_PARAMETER;
    const auto distance = static_cast<std::ptrdiff_t>(reinterpret_cast<std::uintptr_t>(lpvBaseNew) -
                                                      reinterpret_cast<std::uintptr_t>(lpvBaseOld));
    const bool content_moved = lpPropArray == lpvBaseNew;
    if (!content_moved && lpcb != nullptr)
        if (const SCODE code = ScCountProps(cValues, lpPropArray, lpcb); code != S_OK) return code;
    for (int i = 0; i < cValues; ++i) mapi::move_pointers(lpPropArray[i], distance, content_moved);
    return content_moved && lpcb != nullptr ? ScCountProps(cValues, lpPropArray, lpcb) : S_OK;
}

extern "C" SCODE STDMETHODCALLTYPE ScDupPropset(int cValues, SPropValue* lpPropArray,
                                                ALLOCATEBUFFER* lpAllocateBuffer,
                                                SPropValue** lppPropArray) {
    if (!mapi::clear(lppPropArray) || lpAllocateBuffer == nullptr) return MAPI_E_INVALID_PARAMETER;
    ULONG size = 0;
    if (const SCODE code = ScCountProps(cValues, lpPropArray, &size); code != S_OK) return code;
    void* block = nullptr;
    if (const SCODE code = lpAllocateBuffer(size, &block); code != S_OK) return code;
    *lppPropArray = static_cast<SPropValue*>(block);
    return mapi::safely([&] { return copy_flat(cValues, lpPropArray, block); });
}

extern "C" SCODE STDMETHODCALLTYPE PropCopyMore(SPropValue* lpSPropValueDest,
                                                SPropValue* lpSPropValueSrc,
                                                ALLOCATEMORE* lpfAllocMore, LPVOID lpvObject) {
    if (lpSPropValueDest == nullptr || lpSPropValueSrc == nullptr || lpfAllocMore == nullptr)
        return MAPI_E_INVALID_PARAMETER;
    return mapi::safely([&] {
        return mapi::copy_value(*lpSPropValueSrc, *lpSPropValueDest, [&](std::size_t size) {
            void* block = nullptr;
            return lpfAllocMore(static_cast<ULONG>(size), lpvObject, &block) == S_OK ? block
                                                                                     : nullptr;
        });
    });
}

extern "C" ULONG STDMETHODCALLTYPE UlPropSize(SPropValue* lpSPropValue) {
    return lpSPropValue == nullptr ? 0 : static_cast<ULONG>(mapi::value_size(*lpSPropValue));
}

// Nothing is kept ready, so there is nothing to count.
extern "C" SCODE STDMETHODCALLTYPE ScInitMapiUtil(ULONG) { return S_OK; }
extern "C" void STDMETHODCALLTYPE DeinitMapiUtil() {}

extern "C" SCODE STDMETHODCALLTYPE ScBinFromHexBounded(LPTSTR lpsz, LPBYTE lpb, ULONG cb) {
    if (lpsz == nullptr || lpb == nullptr) return MAPI_E_CALL_FAILED;
    const char* const digits = reinterpret_cast<const char*>(lpsz);
    const std::size_t count = std::strlen(digits);
    if (count % 2 != 0 || count / 2 > cb) return MAPI_E_CALL_FAILED;
    if (!std::all_of(digits, digits + count, [](char digit) { return hex_digit(digit) >= 0; }))
        return MAPI_E_CALL_FAILED;
    for (std::size_t i = 0; i < count / 2; ++i)
        lpb[i] = static_cast<BYTE>(hex_digit(digits[2 * i]) << 4 | hex_digit(digits[2 * i + 1]));
    return S_OK;
}

extern "C" BOOL STDMETHODCALLTYPE FBinFromHex(LPTSTR lpsz, LPBYTE lpb) {
    return ScBinFromHexBounded(lpsz, lpb, 0xFFFFFFFF) == S_OK ? TRUE : FALSE;
}

extern "C" void STDMETHODCALLTYPE HexFromBin(LPBYTE lpb, int cb, LPTSTR lpsz) {
    static constexpr char digits[] = "0123456789ABCDEF";
    char* out = reinterpret_cast<char*>(lpsz);
    for (int i = 0; i < cb; ++i) {
        *out++ = digits[lpb[i] >> 4];
        *out++ = digits[lpb[i] & 0xF];
    }
    *out = '\0';
}

extern "C" ULONG STDMETHODCALLTYPE UlAddRef(LPVOID lpunk) {
    return lpunk == nullptr ? 0 : static_cast<IUnknown*>(lpunk)->AddRef();
}

extern "C" ULONG STDMETHODCALLTYPE UlRelease(LPVOID lpunk) {
    return lpunk == nullptr ? 0 : static_cast<IUnknown*>(lpunk)->Release();
}
