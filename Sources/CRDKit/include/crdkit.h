// Plain C face of RDKit and InChI: the only thing Swift sees. Every function that can fail takes `char **error` last and
// sets it to a malloc'd sentence (free it with crd_free); no C++ exception leaves this library. Atom and bond indices are
// 0-based, coordinates are in ångström, three per atom.
#ifndef CRDKIT_H
#define CRDKIT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct crd_mol crd_mol;
typedef struct crd_query crd_query;
typedef struct crd_reader crd_reader;

typedef struct {
  int32_t atomic_number, formal_charge, map_number;
  int32_t aromatic;        // MDL model
  int32_t stereo;          // 0, 'R' or 'S'
  int32_t ring_bonds;      // bonds of the atom that are in a ring
  int32_t smallest_ring;   // size, 0 when acyclic
  int32_t rings;           // number of smallest rings through the atom
  int32_t radical_electrons;
} crd_atom;

typedef struct {
  int32_t begin, end;
  int32_t order;           // 1, 2 or 3 in one Kekule form; 0 otherwise
  int32_t aromatic, in_ring;
  int32_t stereo;          // 0, 'E' or 'Z'
} crd_bond;

void crd_free(void *memory);
const char *crd_version(void);

// Molecules. Molecules made here are finished: hydrogens explicit, MDL aromaticity, stereo assigned. They are never
// changed afterwards, so several threads may read one.
crd_mol *crd_from_smiles(const char *smiles, int add_hydrogens, char **error);
// As crd_from_smiles for a string whose atoms carry the map numbers 1...N, each once: atom i is the one numbered i + 1.
crd_mol *crd_from_mapped_smiles(const char *smiles, char **error);
crd_mol *crd_reordered(const crd_mol *mol, const int32_t *new_to_old, char **error);
void crd_mol_free(crd_mol *mol);
int32_t crd_atom_count(const crd_mol *mol);
int32_t crd_bond_count(const crd_mol *mol);
void crd_atoms(const crd_mol *mol, crd_atom *out);
void crd_bonds(const crd_mol *mol, crd_bond *out);
int crd_ranks(const crd_mol *mol, int break_ties, int32_t *out, char **error);
// `maps` may be null: no map numbers are written.
char *crd_smiles(const crd_mol *mol, const int32_t *maps, int isomeric, int explicit_hydrogens, char **error);

// Patterns.
crd_query *crd_query_new(const char *smarts, char **error);
void crd_query_free(crd_query *query);
int32_t crd_query_tags(const crd_query *query);
// Matched tuples of tagged atoms in tag order, `count` tuples end to end; valid until the thread's next match. Null on error.
const int32_t *crd_match(const crd_mol *mol, const crd_query *query, int unique, int32_t *count, char **error);
int crd_has_match(const crd_mol *mol, const crd_query *query, char **error);

// Stereochemistry. Flags per atom (or bond): 1 where asked for.
int crd_undefined_stereo(const crd_mol *mol, uint8_t *atoms, uint8_t *bonds, char **error);
int crd_possible_stereo(const crd_mol *mol, uint8_t *atoms, uint8_t *bonds, char **error);
// Up to `maximum` distinct stereoisomers; returns their number or -1. `out` has room for `maximum` molecules.
int crd_stereoisomers(const crd_mol *mol, int only_undefined, int maximum, crd_mol **out, char **error);

// The molecule made of `atoms` and the hydrogens bonded to them, open valences filled with unmapped hydrogens; `maps` and
// configurations are kept.
crd_mol *crd_extract(const crd_mol *mol, const int32_t *maps, const int32_t *atoms, int32_t count, char **error);

// Identifiers. `fixed_hydrogens` asks for the (non-standard) fixed-H layer. The key is written to `key` (28 bytes).
char *crd_inchi(const crd_mol *mol, int fixed_hydrogens, char *key, char **error);

// Files. Blocks are whole texts of one record.
enum { CRD_MOLFILE, CRD_MOL2, CRD_PDB };
crd_mol *crd_from_block(const char *text, int format, char **error);
crd_reader *crd_mae_open(const char *text, char **error);
// The next molecule; null at the end (no error text) or for a bad record (error text).
crd_mol *crd_mae_next(crd_reader *reader, char **error);
void crd_mae_close(crd_reader *reader);
// The 3-D geometry a molecule was read with, removed from it: returns 1 if there was one.
int crd_take_geometry(crd_mol *mol, double *out);
char *crd_title(const crd_mol *mol);
char *crd_atom_name(const crd_mol *mol, int32_t atom);
// V2000 (or V3000) block; `coordinates` null: a 2-D layout with wedges is made.
char *crd_mol_block(const crd_mol *mol, const double *coordinates, const char *title, int v3000, char **error);

// Two-dimensional layouts with hydrogens removed, one Kekule form, and wedges at stereocentres. The caller gives room for
// all atoms and bonds of the molecule; indices are those of the molecule. Returns 1, or 0 with an error text.
typedef struct {
  int32_t atom;
  double x, y;             // ångström, y upwards
} crd_drawn_atom;
typedef struct {
  int32_t bond, begin, end, order;
  int32_t direction;       // 0 none, 1 wedge, 2 dashes, 3 not known; from begin to end
} crd_drawn_bond;
int crd_layout(const crd_mol *mol, crd_drawn_atom *atoms, int32_t *atom_count, crd_drawn_bond *bonds, int32_t *bond_count,
               char **error);

// Drawings: SVG with hydrogens removed. Colours are 0 (none) or 0xRRGGBB + 0x1000000, per atom and bond.
char *crd_svg(const crd_mol *mol, int width, int height, int panel_width, double padding, int black_and_white,
              const uint32_t *atom_colours, const uint32_t *bond_colours, char **error);

// Smallest heavy-atom RMS deviation over symmetry-equivalent atom orders between two geometries; negative on error.
double crd_best_rms(const crd_mol *mol, const double *first, const double *second, char **error);
// MMFF94 partial charges.
int crd_mmff_charges(const crd_mol *mol, double *out, char **error);

// Conformers.
// The conformers `first` ... `first + count - 1` of the series of ETKDG conformers that belongs to a seed, those that
// cannot be made left out; `*coordinates` is malloc'd. `attempts` limits the tries for each (0: ten per atom). Returns
// their number or -1.
int crd_embed(const crd_mol *mol, int first, int count, int seed, int random_coordinates, int attempts,
              double **coordinates, char **error);
// Flags each conformer that is not within `threshold` of a kept one before it; the first `settled` are kept in any case.
// Returns the number of those kept or -1.
int crd_prune(const crd_mol *mol, const double *coordinates, int count, int settled, double threshold, uint8_t *kept,
              char **error);

#ifdef __cplusplus
}
#endif
#endif
