-- A session of Neovim with `imr lsp`: what the editor itself makes of the answers goes to its messages.
local function say(text) io.stdout:write(text .. "\n") end
local function wait(what, done)
  if not vim.wait(60000, done, 20) then say("waited in vain: " .. what) vim.cmd("cquit 1") end
end

local shown = 0
vim.lsp.handlers["textDocument/publishDiagnostics"] = (function(usual)
  return function(...) shown = shown + 1 return usual(...) end
end)(vim.lsp.handlers["textDocument/publishDiagnostics"])

local client = vim.lsp.start_client({ name = "imr", cmd = { vim.env.IMR, "lsp" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)
local function tell()
  local all = vim.diagnostic.get(0)
  if #all == 0 then say("shown: none") end
  for _, d in ipairs(all) do
    say(("shown: %d at %d:%d %s"):format(d.severity, d.lnum + 1, d.col + 1, d.user_data.lsp.code))
  end
end
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params or vim.lsp.util.make_position_params(), 60000)
  return answers and answers[client] and answers[client].result
end

wait("findings", function() return shown > 0 end)
tell()

-- The cursor on `decision_date`, where the finding is.
vim.fn.search("^decision_date")
local hover = ask("textDocument/hover")
say("hover: " .. hover.contents.value:match("When[^\n]*"))
local line = vim.fn.line(".")
local range = vim.lsp.util.make_given_range_params({ line, 15 }, { line, 15 })
range.context = { diagnostics = {} }
local actions = ask("textDocument/codeAction", range)
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
say("fixed: " .. vim.fn.getline(line))
local before = shown
wait("findings to go", function() return shown > before and #vim.diagnostic.get(0) == 0 end)
tell()

-- A choice, typed but not saved.
vim.fn.search("^priority")
vim.api.nvim_set_current_line("priority: ")
vim.cmd("normal! $")
local params = vim.lsp.util.make_position_params()
params.position.character = 10
local labels = {}
for _, item in ipairs(ask("textDocument/completion", params)) do labels[#labels + 1] = item.label end
say("offered: " .. table.concat(labels, ", "))
vim.cmd("undo")

vim.fn.search("^date_of_injury")
local place = ask("textDocument/definition")[1]
vim.lsp.util.jump_to_location(place, "utf-16")
say("jumped: " .. vim.fn.fnamemodify(vim.fn.expand("%:p"), ":."))

vim.lsp.stop_client(client)
wait("the end", function() return vim.lsp.client_is_stopped(client) end)
vim.cmd("qall!")
