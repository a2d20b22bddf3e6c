/**
 * Real coins with a chain of their own. Columns: id, symbol, name (_ for a space), sectors, ecosystem, consensus, hard cap in
 * million units (- none), million units at birth, market cap at birth in million USD, birth as YYMM (- before the sample starts).
 */
export const COINS = `
bitcoin BTC Bitcoin layer-1|payments bitcoin pow 21 17.8 185000 -
ethereum ETH Ethereum layer-1 ethereum pos - 106.7 31000 -
ripple XRP XRP payments|layer-1 xrp-ledger other 100000 42500 16800 -
bitcoin-cash BCH Bitcoin_Cash payments|layer-1 bitcoin-cash pow 21 17.9 7300 -
litecoin LTC Litecoin payments|layer-1 litecoin pow 84 62.5 7500 -
binancecoin BNB BNB exchange|layer-1 bnb pos 200 141 4600 -
cardano ADA Cardano layer-1 cardano pos 45000 25900 2100 -
stellar XLM Stellar payments|layer-1 stellar other 50000 19400 1900 -
monero XMR Monero privacy|payments monero pow - 17.1 1600 -
tron TRX TRON layer-1 tron pos - 66600 2200 -
dash DASH Dash payments|privacy dash hybrid 18.9 8.9 1400 -
neo NEO Neo layer-1 neo pos 100 70.5 1200 -
iota IOTA IOTA infrastructure|layer-1 iota other - 2779 1100 -
cosmos ATOM Cosmos_Hub layer-1|infrastructure cosmos pos - 190 1150 -
ethereum-classic ETC Ethereum_Classic layer-1 ethereum-classic pow 210.7 111 880 -
tezos XTZ Tezos layer-1 tezos pos - 660 640 -
zcash ZEC Zcash privacy|payments zcash pow 21 6.9 720 -
dogecoin DOGE Dogecoin meme|payments dogecoin pow - 120000 420 -
eos EOS EOS layer-1 eos pos - 920 5300 -
vechain VET VeChain infrastructure|layer-1 vechain other 86712 55450 380 -
bitcoin-gold BTG Bitcoin_Gold payments bitcoin-gold pow 21 17.5 470 -
qtum QTUM Qtum layer-1 qtum pos 107.8 95.8 440 -
decred DCR Decred payments decred hybrid 21 10 290 -
ravencoin RVN Ravencoin rwa|infrastructure ravencoin pow 21000 4200 230 -
lisk LSK Lisk layer-1 lisk pos - 118 230 -
nem XEM NEM layer-1 nem pos 9000 9000 760 -
waves WAVES Waves layer-1|defi waves pos - 100 220 -
icon ICX ICON layer-1|infrastructure icon pos - 489 160 -
zilliqa ZIL Zilliqa layer-1 zilliqa pow 21000 8680 160 -
digibyte DGB DigiByte payments digibyte pow 21000 12200 170 -
siacoin SC Siacoin storage siacoin pow - 41300 120 -
horizen ZEN Horizen privacy|layer-1 horizen pow 21 6.9 80 -
zcoin FIRO Firo privacy firo pow 21.4 8.3 65 -
komodo KMD Komodo privacy|infrastructure komodo pow 200 115 150 -
ardor ARDR Ardor layer-1 ardor pos 999 999 90 -
stratis STRAX Stratis layer-1 stratis pos - 99 70 -
wax WAXP WAX nft|gaming wax pos - 943 60 -
theta-token THETA Theta_Network infrastructure|nft theta pos 1000 870 110 -
theta-fuel TFUEL Theta_Fuel infrastructure theta pos - 5000 50 -
algorand ALGO Algorand layer-1 algorand pos 10000 180 260 -
ontology ONT Ontology layer-1|infrastructure ontology pos 1000 530 620 -
nano XNO Nano payments nano other 133.2 133.2 160 -
bitshares BTS BitShares defi|exchange bitshares pos 3600 2720 130 -
electroneum ETN Electroneum payments electroneum pow 21000 9750 50 -
syscoin SYS Syscoin layer-2|infrastructure syscoin pow 888 570 30 -
nervos-network CKB Nervos layer-1 nervos pow - 14000 130 1911
kava KAVA Kava defi|layer-1 kava pos - 40 40 1910
hedera-hashgraph HBAR Hedera layer-1 hedera other 50000 1200 90 1909
celo CELO Celo payments|layer-2 celo pos 1000 120 180 2005
solana SOL Solana layer-1 solana pos - 16 120 2004
avalanche-2 AVAX Avalanche layer-1 avalanche pos 720 57 280 2009
polkadot DOT Polkadot layer-1|infrastructure polkadot pos - 850 3400 2008
kusama KSM Kusama layer-1 kusama pos - 8.5 25 1912
near NEAR NEAR_Protocol layer-1|ai near pos - 150 180 2010
filecoin FIL Filecoin storage filecoin other 1960 15 700 2010
elrond-erd-2 EGLD MultiversX layer-1 multiversx pos 31.4 13 110 2009
internet-computer ICP Internet_Computer layer-1|ai internet-computer pos - 120 30000 2105
flow FLOW Flow nft|layer-1 flow pos - 30 250 2101
mina-protocol MINA Mina privacy|layer-1 mina pos - 70 500 2106
harmony ONE Harmony layer-1 harmony pos - 3000 30 -
fantom FTM Fantom layer-1|defi fantom pos 3175 1810 40 -
oasis-network ROSE Oasis privacy|layer-1 oasis pos 10000 1500 80 2011
terra-luna LUNA Terra layer-1|payments terra pos - 290 380 -
secret SCRT Secret privacy secret pos - 60 30 2009
injective-protocol INJ Injective defi|layer-1 cosmos pos - 14 25 2010
thorchain RUNE THORChain defi|exchange thorchain pos 500 150 8 -
osmosis OSMO Osmosis defi|exchange cosmos pos 1000 100 500 2106
celestia TIA Celestia infrastructure|layer-1 celestia pos - 141 320 2310
sei-network SEI Sei layer-1|defi sei pos 10000 1800 330 2308
sui SUI Sui layer-1 sui pos 10000 528 700 2305
aptos APT Aptos layer-1 aptos pos - 130 1000 2210
kaspa KAS Kaspa layer-1|payments kaspa pow 28700 14000 35 2211
conflux-token CFX Conflux layer-1 conflux hybrid - 800 120 2010
moonbeam GLMR Moonbeam layer-1 polkadot pos - 150 1300 2201
astar ASTR Astar layer-1 polkadot pos - 3000 450 2201
chia XCH Chia storage|layer-1 chia other - 0.4 500 2105
ergo ERG Ergo defi|layer-1 ergo pow 97.7 20 10 -
verge XVG Verge privacy|payments verge pow 16555 15800 110 -
helium HNT Helium infrastructure helium pos 223 40 60 2006
arweave AR Arweave storage|layer-1 arweave other 66 33 50 2005
blockstack STX Stacks layer-2|infrastructure bitcoin other 1818 590 120 1910
ronin RON Ronin gaming|layer-1 ronin pos 1000 110 300 2201
immutable-x IMX Immutable gaming|layer-2 ethereum none 2000 170 900 2111
the-open-network TON Toncoin payments|layer-1 ton pos - 1220 3000 2109
mantra-dao OM MANTRA rwa|layer-1 cosmos pos - 300 30 2008
klay-token KLAY Klaytn layer-1 klaytn pos - 2300 350 -
crypto-com-chain CRO Cronos exchange|payments cronos pos 30000 9600 750 -
iotex IOTX IoTeX infrastructure|ai iotex pos 10000 4000 25 -
wemix-token WEMIX WEMIX gaming wemix pos - 120 30 2010
casper-network CSPR Casper layer-1 casper pos - 700 500 2105
radix XRD Radix defi|layer-1 radix pos 24000 9000 700 2107
beam BEAM Beam privacy beam pow 262.8 35 35 -
nkn NKN NKN infrastructure nkn other 1000 583 20 -
constellation-labs DAG Constellation infrastructure constellation other 4000 1300 8 -
band-protocol BAND Band_Protocol oracle|infrastructure cosmos pos - 16 12 1909
akash-network AKT Akash ai|infrastructure cosmos pos 388 30 30 2010
bittensor TAO Bittensor ai|layer-1 bittensor other 21 5.6 300 2303
fetch-ai FET Fetch.ai ai|infrastructure cosmos pos - 280 25 -
axelar AXL Axelar infrastructure cosmos pos - 300 300 2209
`;

/** What follows the price of another, or a dollar. Last column: the asset it stands for, or usd. */
export const STAND_INS = `
tether USDT Tether stablecoin payments ethereum none - 3600 - usd
usd-coin USDC USD_Coin stablecoin payments ethereum none - 380 - usd
dai DAI Dai stablecoin defi ethereum none - 60 1911 usd
binance-usd BUSD Binance_USD stablecoin exchange ethereum none - 20 1909 usd
true-usd TUSD TrueUSD stablecoin payments ethereum none - 240 - usd
paxos-standard USDP Pax_Dollar stablecoin payments ethereum none - 180 - usd
gemini-dollar GUSD Gemini_Dollar stablecoin exchange ethereum none - 8 - usd
nusd SUSD sUSD stablecoin defi ethereum none - 3 - usd
terrausd UST TerraUSD stablecoin payments terra none - 50 2010 usd
frax FRAX Frax stablecoin defi ethereum none - 20 2012 usd
magic-internet-money MIM Magic_Internet_Money stablecoin defi ethereum none - 100 2107 usd
first-digital-usd FDUSD First_Digital_USD stablecoin exchange bnb none - 20 2307 usd
ethena-usde USDE Ethena_USDe stablecoin defi ethereum none - 150 2402 usd
paypal-usd PYUSD PayPal_USD stablecoin payments ethereum none - 40 2308 usd
liquity-usd LUSD Liquity_USD stablecoin defi ethereum none - 300 2104 usd
wrapped-bitcoin WBTC Wrapped_Bitcoin wrapped defi ethereum none - 0.0006 - bitcoin
renbtc RENBTC renBTC wrapped defi ethereum none - 0.0008 2006 bitcoin
huobi-btc HBTC Huobi_BTC wrapped exchange ethereum none - 0.005 2009 bitcoin
binance-bitcoin BTCB Binance_Bitcoin wrapped exchange bnb none - 0.009 - bitcoin
weth WETH Wrapped_Ether wrapped defi ethereum none - 1.5 - ethereum
wbnb WBNB Wrapped_BNB wrapped defi bnb none - 1.2 2009 binancecoin
staked-ether STETH Lido_Staked_Ether staked defi ethereum none - 0.1 2101 ethereum
rocket-pool-eth RETH Rocket_Pool_ETH staked defi ethereum none - 0.05 2111 ethereum
coinbase-wrapped-staked-eth CBETH Coinbase_Staked_ETH staked exchange ethereum none - 0.8 2208 ethereum
msol MSOL Marinade_Staked_SOL staked defi solana none - 2 2108 solana
`;
