// Boost 1.74 casts -1 to three enumerations without a fixed underlying type inside constant expressions, which current
// clang rejects. Declaring the same enumerators with a fixed type, ahead of Boost's own headers, keeps size and values.
#pragma once

#define BOOST_NUMERIC_CONVERSION_INT_FLOAT_MIXTURE_ENUM_FLC_12NOV2002_HPP
#define BOOST_NUMERIC_CONVERSION_SIGN_MIXTURE_ENUM_FLC_12NOV2002_HPP
#define BOOST_NUMERIC_CONVERSION_UDT_BUILTIN_MIXTURE_ENUM_FLC_12NOV2002_HPP

namespace boost {
namespace numeric {
enum int_float_mixture_enum : unsigned int { integral_to_integral, integral_to_float, float_to_integral, float_to_float };
enum sign_mixture_enum : unsigned int { unsigned_to_unsigned, signed_to_signed, signed_to_unsigned, unsigned_to_signed };
enum udt_builtin_mixture_enum : unsigned int { builtin_to_builtin, builtin_to_udt, udt_to_builtin, udt_to_udt };
}  // namespace numeric
}  // namespace boost
