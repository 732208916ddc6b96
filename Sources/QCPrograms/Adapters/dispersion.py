"""The two-body D3 correction of the `dftd3` package."""
from bridge import Missing, Refused

DAMPING = {"-d3bj": "RationalDampingParam", "-d3(bj)": "RationalDampingParam", "-d3zero": "ZeroDampingParam",
           "-d3(0)": "ZeroDampingParam", "-d3": "ZeroDampingParam"}
SYMBOLS = ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr "
           "Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir "
           "Pt Au Hg Tl Pb Bi Po At Rn").split()


def split(method):
    """A method without its dispersion suffix, and the damping the suffix stands for or None."""
    suffix = next((s for s in DAMPING if method.endswith(s)), None)
    return (method[:-len(suffix)], DAMPING[suffix]) if suffix else (method, None)


def versions():
    """The version of `dftd3`, empty where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version
    try:
        return {"dftd3": version("dftd3")}
    except PackageNotFoundError:
        return {}


def energy_and_gradient(name, damping, molecule):
    """Energy [hartree] and gradient [hartree/bohr], flat, without the three-body term."""
    try:
        import numpy
        from dftd3 import interface
    except ImportError as error:
        raise Missing(f"the dispersion correction needs the Python package dftd3: {error}") from error
    try:
        parameters = getattr(interface, damping)(method=name, atm=False)
    except Exception as error:
        raise Refused(f"there are no D3 parameters for '{name}': {error}") from error
    numbers = numpy.array([SYMBOLS.index(symbol.capitalize()) + 1 for symbol in molecule["symbols"]])
    positions = numpy.array(molecule["geometry"], dtype=float).reshape(-1, 3)
    found = interface.DispersionModel(numbers, positions).get_dispersion(parameters, grad=True)
    return float(found["energy"]), [float(x) for x in found["gradient"].ravel()]
