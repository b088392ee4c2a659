"""Static evaluation of scripts: what V8 would compute, or an honest "not known".

Nothing of a script is executed. Its tree is interpreted here, on values that know where they came
from, in a world of which a part is not known: the page. What depends on that part is followed as
far as it is certain, and said to be unknown from there on. A guess would be a bug.

The flow
--------
``script.py`` runs a tree of ESTree nodes: it makes the bindings of what is declared
(``hoisting.py``) and then runs the statements. For each node the machine (``machine.py``) looks up
a *handler* in the tables of ``handlers.py``: a function of the machine, the node and the scope.
A handler that needs something evaluated is a generator: it yields that, and is sent the result.
``driving.py`` keeps the generators on a list of its own and counts steps, so that neither nesting
nor loops of the input reach Python's stack or go on for ever. An expression gives a
:class:`~appconfig_merge.javascript.values.Traced`, a statement None or an abrupt completion.

Modules that are listed later know those before, never the other way (``lint-imports`` holds it):

- ``journal`` the log of changes; ``scopes`` where names live; ``completions`` how code ends;
  ``conditions`` what the page decides; ``world`` what there is before the first script;
  ``code/`` what can be told of code without running it; ``objects`` what an object holds in
  itself; ``pending`` calls that the browser may make later
- ``machine`` the state of an evaluation; ``region`` where states go apart and come together;
  ``candidates`` changing or calling one of several values; ``driving`` the loop
- ``effects/`` what values lead to, making unknown what code may have changed that isn't run, and
  what is left for later; ``computing`` applying an operation; ``lists`` arrays of several lengths
- ``properties/`` [[Get]], [[Set]], [[Delete]], [[HasProperty]], copying, iterating, converting
- ``later/`` what may happen once the script has ended; ``models/`` the built-in functions
- ``expressions/``, ``statements/`` the handlers; ``functions/`` running functions and classes of
  the script's own, which handlers ask the machine for (``machine.call``, ``machine.construct``)
- ``modules/`` what imports and exports lead to, and a page's modules run in their order
- ``handlers``, ``script``; ``loading`` a page's course: its scripts in order, the events that
  surely come, and what it hands to Flex UI (``handing``, ``page_state``)

The words
---------
Traced
    a value with the expression that gave it and the traced values that it was made from.
Slot
    a property or binding: its key's node, its value, and the slot that it superseded.
Traits
    what is unusual of an object: prototype, hidden and locked properties, order. Immutable.
owner
    what has slots: an object or a scope (an environment record).
Unknown
    a value that can't be known, with the reason. Elsewhere: the top of the lattice, or a symbol.
candidates
    the values that an unknown one may have, each under its condition, in order; the first whose
    condition holds is the value. Elsewhere: a guarded union. Exhaustive, or empty.
condition, ``holds``
    an expression that the page decides on, and the result with which something is so. Elsewhere:
    a guard; conditions inside one another make a path condition (``Within``, ``AnyOf``).
assumed
    the path condition of the way that is run: candidates that contradict it are dropped (narrowed).
to lift
    to do something for each candidate and join the results (``javascript/lifting.py``); where it
    changes state, each gets a state of its own (``candidates.py``).
region, boundary
    a stretch of evaluation, and the place where completions end that leave a branch inside.
split, part, fork
    a case split: each way is run from the same state. A *fork* is one on a single condition.
Outcome
    the state that a way has led to (a *snapshot* of what it touched), and when it holds.
join
    one state that holds whichever outcome comes true; likewise one value for several.
completion, Exit
    how a statement ends; one that only some ways reach is pending at the boundary as an Exit.
diverged
    no way goes on from here: each left by an abrupt completion.
mark, rollback, capture
    a position in the journal; undoing what came after it; copying the owners touched since.
epoch
    which mark an owner was made after: one that is younger than a split exists on its way only.
Mentions
    what a piece of code names, assigns and may change. Elsewhere: a mod/ref summary.
havoc
    to make unknown whatever code that isn't run could change; *taint* does it to one object.
reachable
    what can be come to from a value: what it holds, what it inherits from, what it may be.
escape
    to get into the hands of code that isn't known, which may change it later on.
foreign
    said of what code of other scripts may have had a hand in: that sees all globals.
polluted, planted
    the built-in prototypes may be changed altogether, or have just these properties more.
model
    what a built-in function does. One that can't be exact says so before it changes anything.

What always holds
-----------------
1. A known value is the one that every browser computes on every page that fits what was given.
   Candidates hold it among them, under a true condition.
2. Every change of an owner that was there at the innermost open mark goes through the journal. So
   a handler may fill what it has made itself (a literal's slots, a call's scope) directly: no mark
   since then is open still. Nothing else is written past the journal, but for what may be lazy.
3. Lazy is what makes no difference by being made later: the slots of a plain literal that nobody
   has looked into, and the ``prototype`` of a function. Copies of states have them made.
4. After a rollback everything that was there at the mark is as it was; the tests prove it at each
   (``tests/evaluation/checked.py``). What only ever grows isn't rolled back: ``escaped``,
   ``polluted``, ``planted``, ``overwritten``, ``open_world``, remarks: more is less knowledge.
5. States are captured, rolled back and joined in ``region.py`` alone.
6. Whatever goes through values or code counts what it looks at (``steps_left``, ``looks_left``),
   and the sum is bounded by the length of the script. Recursion of Python never follows the input.

What is taken on trust
----------------------
What is done with something unknown completes without throwing, outside of ``try``; a callee that
another script defines, or a module that isn't read, changes nothing but what it is handed;
``console`` has no effect; reading or converting a value of the page runs nothing of the script's.
On a page servers answer, and inserted scripts come, once its scripts have run; Flex UI changes
nothing of what it is given but a configuration's gaps, and is handed what that is in the end.
Its manager is there after all that the page does while it is loaded; ``React.createElement`` calls
nothing of what it is given. ``docs/reading.md`` tells people so.
"""
