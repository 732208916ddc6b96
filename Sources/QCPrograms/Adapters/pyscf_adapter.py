"""PySCF energies and gradients, with the D3 dispersion correction of the `dftd3` package."""
import base64
import os

import numpy
import pyscf
from pyscf import dft, gto, lib, scf

import dispersion
from bridge import NotConverged, Refused

# Dielectric constants at 298 K of the names that other programs use.
DIELECTRIC = {"water": 78.36, "h2o": 78.36, "methanol": 32.61, "ethanol": 24.85, "acetonitrile": 35.69, "dmso": 46.83,
              "acetone": 20.49, "dichloromethane": 8.93, "ch2cl2": 8.93, "chloroform": 4.71, "chcl3": 4.71,
              "thf": 7.43, "ether": 4.24, "toluene": 2.37, "benzene": 2.27, "cyclohexane": 2.02, "octanol": 9.86}
DEFAULTS = {"maxiter": 200, "e_convergence": 1e-8, "scf_type": "df", "grid_level": 3, "level_shift": 0.0, "damping": 0.0,
            "solvent": None, "memory": None}


def settings(keywords):
    """The settings that keywords ask for; one that is not known is refused."""
    chosen = dict(DEFAULTS)
    for key, value in (keywords or {}).items():
        name = {"max_cycle": "maxiter", "conv_tol": "e_convergence", "damp": "damping", "pcm": "solvent"}.get(
            key.lower(), key.lower())
        if name not in DEFAULTS:
            raise Refused(f"pyscf is not served with the keyword '{key}'; it takes {', '.join(sorted(DEFAULTS))}")
        chosen[name] = value
    if chosen["scf_type"] not in ("df", "pk", "direct"):
        raise Refused(f"scf_type must be df, pk or direct; it is '{chosen['scf_type']}'")
    return chosen


class Adapter:
    def __init__(self):
        lib.num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
        self.routines = dispersion.versions()

    def provenance(self):
        return {"creator": "PySCF", "version": pyscf.__version__, "routine": "pyscf.grad", "routines": self.routines}

    def energy_and_gradient(self, request, options):
        model, molecule = request["model"], request["molecule"]
        chosen = settings(request.get("keywords"))
        functional, damping = dispersion.split(model["method"].lower())
        mol = self.built(molecule, model.get("basis"))
        field = self.field(mol, functional, chosen)
        if options.get("check"):
            if damping:
                dispersion.energy_and_gradient(functional, damping, molecule)
            return 0.0, [0.0] * len(molecule["geometry"]), None
        self.converge(field, self.guess(options.get("guess"), field), chosen)
        energy, gradient = float(field.e_tot), self.gradient(field).ravel().tolist()
        if damping:
            correction, slope = dispersion.energy_and_gradient(functional, damping, molecule)
            energy, gradient = energy + correction, [a + b for a, b in zip(gradient, slope)]
        density = numpy.ascontiguousarray(numpy.asarray(field.make_rdm1()))
        return energy, gradient, base64.b64encode(density.tobytes()).decode()

    @staticmethod
    def built(molecule, basis):
        if not basis:
            raise Refused("pyscf needs a basis set")
        positions = numpy.array(molecule["geometry"]).reshape(-1, 3)
        atoms = [(symbol, tuple(position)) for symbol, position in zip(molecule["symbols"], positions)]
        try:
            return gto.M(atom=atoms, unit="Bohr", basis=basis, charge=round(molecule.get("molecular_charge", 0)),
                         spin=molecule.get("molecular_multiplicity", 1) - 1, cart=False, verbose=0, symmetry=False)
        except Exception as error:
            raise Refused(f"pyscf has no basis set '{basis}' for this molecule: {error}") from error

    @staticmethod
    def field(mol, functional, chosen):
        unrestricted = mol.spin != 0
        if functional in ("hf", "scf"):
            field = scf.UHF(mol) if unrestricted else scf.RHF(mol)
        else:
            field = dft.UKS(mol) if unrestricted else dft.RKS(mol)
            try:
                dft.libxc.parse_xc(functional)
            except Exception as error:
                raise Refused(f"pyscf has no method '{functional}': {error}") from error
            field.xc = functional
            field.grids.level = int(chosen["grid_level"])
        if chosen["scf_type"] == "df":
            field = field.density_fit(auxbasis="def2-universal-jkfit")
        if chosen["solvent"] is not None:
            field = field.PCM()
            field.with_solvent.method = "IEF-PCM"
            field.with_solvent.eps = Adapter.dielectric(chosen["solvent"])
        field.max_cycle, field.conv_tol = int(chosen["maxiter"]), float(chosen["e_convergence"])
        field.level_shift, field.damp = float(chosen["level_shift"]), float(chosen["damping"])
        if chosen["memory"] is not None:
            field.max_memory = float(chosen["memory"]) * 1024
        return field

    @staticmethod
    def dielectric(solvent):
        if isinstance(solvent, (int, float)) and solvent >= 1:
            return float(solvent)
        if str(solvent).lower() not in DIELECTRIC:
            raise Refused(f"the solvent '{solvent}' is neither a dielectric constant nor one of {', '.join(DIELECTRIC)}")
        return DIELECTRIC[str(solvent).lower()]

    @staticmethod
    def guess(text, field):
        if not text:
            return None
        density = numpy.frombuffer(base64.b64decode(text)).copy()
        size = field.mol.nao
        return density.reshape((size, size) if density.size == size * size else (2, size, size))

    @staticmethod
    def gradient(field):
        slope = field.nuc_grad_method()
        slope.verbose = 0
        return numpy.asarray(slope.kernel())

    @staticmethod
    def converge(field, guess, chosen):
        """The field from a guess, then afresh with a level shift, then by second-order steps."""
        field.kernel(dm0=guess)
        if not field.converged:
            field.level_shift = 0.3
            field.kernel(dm0=None)
            field.level_shift = float(chosen["level_shift"])
            if field.converged:
                field.kernel(dm0=field.make_rdm1())
        if not field.converged:
            second = field.newton()
            second.verbose = 0
            second.kernel(field.mo_coeff, field.mo_occ)
            field.mo_coeff, field.mo_occ, field.mo_energy = second.mo_coeff, second.mo_occ, second.mo_energy
            field.e_tot, field.converged = second.e_tot, second.converged
        if not field.converged:
            raise NotConverged(f"the field did not converge in {field.max_cycle} cycles")
