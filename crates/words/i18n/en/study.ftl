study-cancelled = Interrupted.
study-model-wrong = { $count ->
    [one] The model or a change of it has one error; nothing was run.
   *[other] The model or a change of it has { $count } errors; nothing was run.
}
study-no-series = There is no series `{ $name }`; give the full name of a variable that moves, labels included.
study-no-scalar = There is no number `{ $name }` of a draw; give a parameter, a milestone, or a series and a year: `economics.revenue[openai] at 2030`.
study-too-many = { $what }: found { $found }, expected at most { $most }; ask for less at once.
study-no-name = Nothing of the model is called `{ $name }`.
study-what-draws = Draws
study-what-series = Series times recorded times
study-what-joint = Pairs of scalars
study-what-text = Bytes of the model's text
study-note-provisional = Few of the posterior's draws agree with this belief, so this picture is provisional: the model is being calibrated under it.
study-note-unmet = The model has not met its record yet: draws start from the priors until it has.
study-note-impossible = No draw of the posterior is possible under this belief: draws start from the priors until the model is calibrated under it.
study-no-route = There is nothing at this address.
study-busy = Too many questions wait; ask again in a moment.
study-deadline = This took too long and was given up; ask for less.
study-broken = The program broke on this request; nothing else was harmed. Please report what was asked.
study-host = Found a host that is not this server's, expected its address or `localhost`; open the address that `tenfold serve` printed.
study-origin = Found a request by a page of another origin; only the page of this server may ask.
study-token = Found no token, or another one; open the address that `tenfold serve` printed.
study-not-json = Found another kind of content, expected `application/json`.
study-bad-json = The request cannot be read: { $reason }.
study-body = The request is longer than { $most } bytes; send less.
study-slow = The request came too slowly and was given up; send it again.
term-serving = The page is at { $address } (end with Ctrl-C)
term-no-browser = No browser could be opened: open the address yourself.
study-save-path = { $path }: not saved; give a name such as `mine.ten`, of letters, digits, `_`, `-`, below the folder that is served.
study-save-other = { $path }: not saved; what is in its place is no model. Give another name.
study-save-nowhere = Nothing can be saved: this server was started without --folder, or with --read-only.
study-what-size = Operations of the model times steps
study-download-edited = Of a text that is being edited there are numbers and the text itself; save it and serve it for the rest.
