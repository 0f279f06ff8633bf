# Words of a model's pages.

docs-language = English
docs-index = All modules
docs-map = The modules and what goes from one to another
docs-map-note = An arrow leads from a module to one that uses it; a dashed one closes a loop.
docs-modules = Modules
docs-module = Module
docs-what = What it is
docs-scenarios = Scenarios
docs-scenario = Scenario
docs-changes = Changes
docs-wiring = How they are connected
docs-input = Input
docs-fed-by = Fed by
docs-leaves-out = What it leaves out:
docs-diagram = Stocks, flows and what they depend on
docs-diagram-note = Boxes are stocks, with a valve for what flows in and out; words are equations, blue ones come from other modules, red ones are drawn by chance. A dashed arrow closes a loop. Parameters are in the table below.
docs-inputs = What comes in from other modules
docs-name = Name
docs-unit = Unit
docs-alone = Alone
docs-equations = Equations
docs-uses = Uses
docs-used-by = Used by
docs-milestones = Milestones
docs-condition = When
docs-parameters = Parameters
docs-prior = Prior
docs-central = Central
docs-provenance = Where from
docs-dimensions = Dimensions
docs-labels = Labels
docs-record = The record it is held against
docs-definition = Definition
docs-error = Error
docs-table = Table
docs-tests = What must hold
docs-draws = { $draws ->
    [one] { $draws } draw
   *[other] { $draws } draws
  }
docs-claims = Claims
docs-claim = Claim
docs-said = Said
docs-holds-if = Holds if
docs-since = Since
docs-scenarios-touching = Scenarios that change it
docs-made-by = This page is made from the model by `tenfold docs`; change the model, not the page.
